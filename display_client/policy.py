"""What Chromium may not do on a screen, as a managed policy: `display-client policy` prints it.

The flags that the program gives say the same where there is a flag for it. A policy holds also for a
browser that somebody opens by hand. Chromium 156 takes each of these as it is (chrome://policy).
"""

import json

FOLDERS = ("/etc/chromium/policies/managed", "/etc/opt/chrome/policies/managed")
BLOCKED = 2

POLICY: dict[str, object] = {
    "AutoplayAllowed": True,
    "TranslateEnabled": False,
    "DefaultPopupsSetting": BLOCKED,
    "DefaultNotificationsSetting": BLOCKED,
    "DefaultGeolocationSetting": BLOCKED,
    "PasswordManagerEnabled": False,
    "BrowserSignin": 0,
    "SyncDisabled": True,
    "MetricsReportingEnabled": False,
    "PromotionsEnabled": False,
    "BackgroundModeEnabled": False,
    "PrintingEnabled": False,
    "DownloadRestrictions": 3,
    "ExtensionInstallBlocklist": ["*"],
}


def policy_text() -> str:
    """The policy as the file's text."""
    return json.dumps(POLICY, indent=2) + "\n"
