"""The kiosk page, and the agent that puts tickets on paper."""
