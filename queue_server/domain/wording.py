"""The words of the voice, language by language: calls, calls to get ready, and notices that are spoken.

Every sentence is made so that its clips can be joined without grammar changing at a join: a number is said
digit by digit, a counter in the form that needs no case, and each clip ends where a speaker may breathe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from queue_server.domain.names import Texts


class SpokenLanguage(StrEnum):
    """The languages that have a wording and a bank of clips."""

    MANDARIN = "zh-CN"
    CANTONESE = "yue"
    ENGLISH = "en"
    KOREAN = "ko"
    RUSSIAN = "ru"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """How a language calls, and asks to get ready: the captions, and the phrases around what is spelled."""

    call: str
    ready: str
    """The caption of a call to get ready; ``{numbers}`` are said one after another."""
    ready_number: str = "{number}"
    ready_between: str = "、"
    in_pairs: bool = True
    """The bank holds a letter together with the first digit, and the last two digits as one clip."""
    number: tuple[str, ...]
    number_end: tuple[str, ...] = ()
    counter: tuple[str, ...] = ("phrase/to",)
    counter_end: tuple[str, ...] = ()


WORDINGS: Mapping[SpokenLanguage, Wording] = MappingProxyType(
    {
        SpokenLanguage.MANDARIN: Wording(
            call="请{number}号到{counter}号窗口",
            ready="请{numbers}号到候办区准备",
            number=("phrase/please",),
            number_end=("phrase/number",),
            counter_end=("phrase/window",),
        ),
        SpokenLanguage.CANTONESE: Wording(
            call="請{number}號到{counter}號窗口",
            ready="請{numbers}號到候辦區準備",
            in_pairs=False,
            number=("phrase/please",),
            number_end=("phrase/number",),
            counter_end=("phrase/window",),
        ),
        SpokenLanguage.ENGLISH: Wording(
            call="Ticket {number}, please proceed to counter {counter}",
            ready="{numbers}, please get ready in the waiting area",
            ready_number="ticket {number}",
            ready_between=", ",
            number=("phrase/ticket",),
        ),
        SpokenLanguage.KOREAN: Wording(
            call="{number}번 고객님, {counter}번 창구로 오십시오",
            ready="{numbers}, 대기 구역에서 준비해 주십시오",
            ready_number="{number}번 고객님",
            ready_between=", ",
            number=(),
            number_end=("phrase/number",),
            counter=(),
            counter_end=("phrase/window",),
        ),
        SpokenLanguage.RUSSIAN: Wording(
            call="Талон {number}, пройдите к окну номер {counter}",
            ready="{numbers}, просим пройти в зону ожидания и приготовиться",
            ready_number="талон {number}",
            ready_between=", ",
            in_pairs=False,
            number=("phrase/ticket",),
        ),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SpokenNotice:
    """A notice that can be spoken: its words, and whether it calls the staff to a counter."""

    texts: Texts
    """By the language of a page; ``{counter}`` stands for the counter's number."""
    needs_counter: bool = False


SPOKEN_NOTICES: Mapping[str, SpokenNotice] = MappingProxyType(
    {
        "duty_leader": SpokenNotice(
            texts={
                "zh-CN": "请值班领导到{counter}号窗口",
                "zh-Hant": "請值班領導到{counter}號窗口",
                "en": "Duty leader, please proceed to counter {counter}",
                "ko": "당직 책임자께서는 {counter}번 창구로 오십시오",
                "ru": "Дежурный руководитель, пройдите к окну номер {counter}",
            },
            needs_counter=True,
        ),
        "helper": SpokenNotice(
            texts={
                "zh-CN": "请引导员到{counter}号窗口",
                "zh-Hant": "請引導員到{counter}號窗口",
                "en": "Hall assistant, please proceed to counter {counter}",
                "ko": "안내 직원께서는 {counter}번 창구로 오십시오",
                "ru": "Консультант зала, пройдите к окну номер {counter}",
            },
            needs_counter=True,
        ),
        "security": SpokenNotice(
            texts={
                "zh-CN": "请安保人员到{counter}号窗口",
                "zh-Hant": "請保安人員到{counter}號窗口",
                "en": "Security, please proceed to counter {counter}",
                "ko": "보안 직원께서는 {counter}번 창구로 오십시오",
                "ru": "Сотрудник охраны, пройдите к окну номер {counter}",
            },
            needs_counter=True,
        ),
        "quiet": SpokenNotice(
            texts={
                "zh-CN": "请保持安静，谢谢您的配合",
                "zh-Hant": "請保持安靜，多謝合作",
                "en": "Please keep your voices down. Thank you",
                "ko": "실내에서는 조용히 해 주시기 바랍니다. 감사합니다",
                "ru": "Пожалуйста, соблюдайте тишину. Спасибо",
            }
        ),
        "belongings": SpokenNotice(
            texts={
                "zh-CN": "请您保管好随身物品",
                "zh-Hant": "請保管好隨身物品",
                "en": "Please keep your belongings with you",
                "ko": "소지품을 잘 챙겨 주시기 바랍니다",
                "ru": "Пожалуйста, следите за своими вещами",
            }
        ),
        "closing_soon": SpokenNotice(
            texts={
                "zh-CN": "本厅即将停止取号，已取号的，我们会为您办理完毕",
                "zh-Hant": "本廳即將停止取號，已取號的，我們會為您辦理完畢",
                "en": "We will soon stop issuing tickets. Everyone who holds one will be served",
                "ko": "곧 번호표 발급을 마감합니다. 번호표를 받으신 분은 모두 업무를 보실 수 있습니다",
                "ru": "Скоро выдача талонов закончится. Всех, у кого есть талон, мы примем",
            }
        ),
        "find_companion": SpokenNotice(
            texts={
                "zh-CN": "请走失人员的家属到服务台",
                "zh-Hant": "請走失人士的家屬到服務台",
                "en": "A lost person is looking for their family. Please come to the service desk",
                "ko": "일행을 찾고 있는 분이 계십니다. 보호자께서는 안내 데스크로 오십시오",
                "ru": "Просим родственников потерявшегося посетителя подойти к стойке информации",
            }
        ),
    }
)
