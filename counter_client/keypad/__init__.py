"""The keypad agent: keys of a pad at the window become the officer's commands.

``sources`` tell keys; ``presses`` makes one press of each; ``pad`` makes intentions of presses;
``requests_of`` makes a request of an intention; ``sender`` sends it until it is answered; ``answers`` tells.
"""
