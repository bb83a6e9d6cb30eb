"""The only place that touches the network, and the store of what came back."""
