"""How is a whole list of prospects researched, so that nothing that happens on the way is lost?"""
