"""What a hall is: halls, counters, tickets and the rules between them. Standard library only."""
