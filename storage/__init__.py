"""What is kept, sealed, and how it is forgotten. This room knows no other."""
