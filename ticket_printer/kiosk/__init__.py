"""A kiosk that survives: serves its page itself, and gives numbers alone while the server is gone.

`site` answers the page, `desk` takes numbers, `alone` says what may be given without the server,
`book` remembers every press durably, `settling` tells the server when it is back.
"""
