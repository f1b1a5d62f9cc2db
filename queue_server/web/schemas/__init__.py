"""What may be asked and what is answered, as the OpenAPI document shows it."""
