"""Hall and window screens: a page, and the program that keeps it on the screen."""
