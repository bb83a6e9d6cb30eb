// Draws the gallery, as a site builder's script would.
const gardens = [
  ["A courtyard in Nether Edge", "Ferns, a stone bowl and one crab apple, planted for a family with two small children."],
  ["The long border at the Peak Rest hotel", "Forty metres that flower from March to November without a drop of the mains."],
  ["A school pond in Crookes", "Dug with class five in a week; the first newts came in the second spring."],
];
const figure = ([place, words]) => `<figure><figcaption><h2>${place}</h2><p>${words}</p></figcaption></figure>`;
document.title = "Gallery | Fernhollow Gardens";
document.getElementById("root").innerHTML = `
  <nav><a href="index.html">Home</a> <a href="services.html">Services</a> <a href="contact.html">Contact</a></nav>
  <main><h1>Gallery</h1><p>Some of the gardens that we look after, as they stood last summer.</p>${gardens.map(figure).join("")}</main>`;
