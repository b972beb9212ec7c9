"""The process that hosts Rasa, on the last Python it runs on. It keeps nothing between turns."""
