"""What is true of a thing across disclosures: who may be compared with whom, and where one stands among them."""
