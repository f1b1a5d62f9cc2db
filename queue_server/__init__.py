"""The server of Lunhou: domain, use cases, storage, live side, web."""
