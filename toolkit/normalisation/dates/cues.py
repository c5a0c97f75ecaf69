"""Words beside a printed date that say what it is the date of."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

Role = Literal["published", "updated", "other"]
"""What a date is said to be: of publication, of the last change, or of something else."""

_WORD = re.compile(r"[^\W_](?:[^\s:;,.|•·()/–—-]*[^\W_])?|©")
_REACH = 60
"""Characters before a date in which a cue counts."""

_PUBLISHED = """
    published | posted | publish date | publication date | date published | created | issued | filed |
    first published | released | release date | originally published | date | dated | written | aired |
    veröffentlicht | erstellt | publiziert | erschienen | datum | publié | publiée | mis en ligne | paru
    | écrit | publicado | publicada | fecha | creado | postado | pubblicato | pubblicata | data |
    gepubliceerd | geplaatst | publicerad | publicerat | skapad | publiceret | offentliggjort | oprettet
    | publisert | julkaistu | opublikowano | data publikacji | dodano | opublikowany | utworzono |
    опубликовано | дата публикации | опубликована | размещено | создано | опубліковано | дата |
    yayınlanma | yayın tarihi | yayınlandı | giriş | giriş tarihi | oluşturulma | eklenme | yayınlanma
    tarihi | diterbitkan | dipublikasikan | diposting | terbit | publikováno | zveřejněno | vydáno |
    uverejnené | közzétéve | publikálva | megjelent | publicat | δημοσίευση | δημοσιεύτηκε |
    δημοσιεύθηκε |
    δημοσιευθηκε | δημοσιευτηκε | отправлено | добавлено | добавлена |
    birt | objavljeno | objavljen | објављено | публикувана | paskelbta | publicēts |
    avaldatud | publikuota | 公開 | 公開日 | 掲載 | 配信 | 投稿日 |
    发布 | 發布 | 发布时间 | 发表于 | 時間 | 时间 | 日期 | 입력 | 등록 | 게재 | 승인 | đăng | xuất bản | ngày đăng |
    نشر | تاريخ النشر | نشرت | انتشار | تاریخ انتشار | प्रकाशित
    | प्रकाशन | เผยแพร่ | פורסם | ishicilelwe | imechapishwa | gepubliseer
"""
_UPDATED = """
    updated | last updated | update | modified | last modified | revised | edited | last update |
    reviewed | aktualisiert | geändert | zuletzt aktualisiert | bearbeitet | mis à jour | mise à
    jour | maj | modifié | actualisé | actualizado | actualizada | modificado | act | atualizado |
    atualizada | atualização | aggiornato | aggiornamento | ultimo aggiornamento | ultima modifica |
    modificato | aggiornata | bijgewerkt | gewijzigd | laatst bijgewerkt | laatste update | uppdaterad |
    ändrad | senast | opdateret | oppdatert | sist oppdatert | päivitetty | muokattu | aktualizacja |
    zaktualizowano | zmodyfikowano | обновлено | изменено | оновлено | güncelleme | güncellenme |
    güncellendi | son güncelleme | son güncellenme | diperbarui | aktualizováno | frissítve | actualizat
    | ενημέρωση | ενημερωση
    | ενημερώθηκε | ενημερωθηκε | uppfært | atnaujinta | 更新 | 更新日 | 最終更新 | 修改 | 수정 | 최종수정 | cập nhật |
    تحديث | آخر تحديث | به‌روزرسانی | अपडेट | अद्यतन | อัปเดต | עודכן | güncelleme tarihi | ažurirano |
    opdatering | corrected
"""
_OTHER = """
    copyright | © | all rights reserved | born | died | expires | expire | expiry | deadline | valid |
    termin | termine | beginn |
    joined | member since | taken | file photo | photo | foto | accessed | retrieved | as of | founded |
    established | est | since | until | effective | last reviewed on | today is | due | starts | begins
    | ends | next | scheduled | seit | bis | ab | geboren | nacido | né | née | depuis | jusqu'au |
    desde | hasta | dal | fino al | sinds | tot
"""


def role_of(before: str) -> Role | None:
    """Return what the words before a date say about it, null when they say nothing.

    `before` is the text between the start of the line, or the date before, and the date. The last cue counts;
    a colon, a preposition and a name may be between cue and date.

    >>> role_of("Last updated on:")
    'updated'
    """
    piece = before[-_REACH:].lower().replace("’", "'")
    words = _WORD.findall(piece)
    worded = _worded()
    if _cue_words().isdisjoint(words):  # most words beside a date say nothing of it
        words = []
    for last in range(len(words), 0, -1):
        for length in (3, 2, 1):
            role = worded.get(" ".join(words[max(0, last - length) : last]))
            if role == "other" and "|" in piece:
                return role_of(piece.rpartition("|")[2])  # a bar ends what is said of a picture or its owner
            if role is not None:
                return role
    return None if piece.isascii() else _unspaced_role(piece)


def _unspaced_role(piece: str) -> Role | None:
    """Return the role of the last cue in a script without blanks."""
    positions = [(piece.rfind(cue), role) for cue, role in _unspaced()]
    position, role = max(positions, key=lambda pair: pair[0])
    return role if position >= 0 else None


@cache
def _worded() -> Mapping[str, Role]:
    return {cue: role for cue, role in _cues() if not _is_unspaced(cue)}


@cache
def _cue_words() -> frozenset[str]:
    """Return every word of a cue."""
    return frozenset(word for cue in _worded() for word in cue.split())


@cache
def _unspaced() -> tuple[tuple[str, Role], ...]:
    """Return the cues of scripts without blanks, the longest first."""
    return tuple(sorted(((cue, role) for cue, role in _cues() if _is_unspaced(cue)), key=lambda pair: -len(pair[0])))


def _cues() -> Iterator[tuple[str, Role]]:
    tables: tuple[tuple[str, Role], ...] = ((_OTHER, "other"), (_PUBLISHED, "published"), (_UPDATED, "updated"))
    for table, role in tables:
        for cue in table.split("|"):
            yield " ".join(cue.split()), role


def _is_unspaced(cue: str) -> bool:
    return cue[0] > "\u2e80" or "\u0e00" < cue[0] < "\u0e7f"
