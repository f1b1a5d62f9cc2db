"""A hall file as small as one may be, and the faults of another."""

import pytest

from queue_server.settings.hall_file import HallFileError, read_hall

SMALL = """\
id = "small"
name = { zh-CN = "小厅", en = "Small hall" }
[hours]
monday = ["09:00-12:00", "13:00-24:00"]
[hours.dates]
2026-10-01 = []
[reasons]
funeral = { zh-CN = "奔丧", en = "Funeral" }
[[classes]]
code = "normal"
name = { zh-CN = "普通", en = "Ordinary" }
promise_min = 30
[[classes]]
code = "urgent"
name = { zh-CN = "急事", en = "Urgent" }
promise_min = 5
who = "granted"
tier = 1
[[services]]
letter = "A"
name = { zh-CN = "护照", en = "Passport" }
promises_min = { normal = 20 }
[[services]]
letter = "B"
name = { zh-CN = "咨询", en = "Enquiries" }
[[counters]]
number = 1
kind = "acceptance"
name = { zh-CN = "受理", en = "Application" }
takes = ["A", { service = "B", detour_min = 2.5 }]
"""


def faults(path):
    with pytest.raises(HallFileError) as refusal:
        read_hall(path)
    return [(fault.line, fault.message) for fault in refusal.value.errors]
