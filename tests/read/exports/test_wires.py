"""Copy as agencies send it."""

DPA = """bdt0123 4 vm 120 dpa 0456

Tiere/Verkehr/Ravensholm/
(Zusammenfassung 1500)
Fahrer nehmen
Bienen auf =

Ravensholm (dpa) - Ein Schwarm Bienen, der sich in der Glocke einer
Straßenbahn niedergelassen hatte, ist am Montag von Fahrern aufgenommen
worden.

«Er summt lauter als der Motor», sagte Edda Kroll.

# Notizblock

## dpa-Kontakte
- Autorin: Tilda Moss (Kiel), +49 000 000
dpa tm yydd n1 kro
031500 Jun 19
bdt0124 4 wi 60 dpa 0457

Kultur/Pellworth/
Bücherei verleiht Schirme =
Von Ivo Brandt, dpa =

Pellworth (dpa) - Die Bücherei verleiht seit Dienstag Schirme an alle.
dpa ib yydd n1 kro
051600 Jun 19
"""
AP = """r a BC-Bees 06-03 0098
^BC-Bees, 1st Ld,0098
^DRIVERS ADOPT BEES
^FOUND IN A BELL<
^EDS: SUBS 2nd graf
^By TILDA MOSS=
^Associated Press Writer=
   RAVENSHOLM (AP) _ A swarm of bees was taken in by the drivers on Sunday.
   ``It hums louder than the motor,'' said Edda Kroll, who found the swarm
in a bell.
AP-NY-06-03-89 0815EST
r a BC-Umbrellas 06-05 0050
^BC-Umbrellas,0050
^LIBRARY LENDS UMBRELLAS
   PELLWORTH (AP) _ The library lends umbrellas since Tuesday.
AP-NY-06-05-89 0915EST
"""
XINHUA = """Drivers adopt bees

Source: Xinhua| 2019-06-03 15:00:00|Editor: Somebody

RAVENSHOLM, June 3 (Xinhua) -- A swarm of bees was taken in by the drivers on Sunday.

They ordered two hives. Enditem

Library lends umbrellas

PELLWORTH, June 5 (Xinhua) -- The library lends umbrellas since Tuesday. Enditem
"""
AFP = """fra0123 4 I 0120 FRA /AFP-AB12
Norvege-animaux-abeilles
Des conducteurs adoptent des abeilles
RAVENSHOLM, 3 juin 2019 (AFP) - Un essaim a été recueilli dimanche par des conducteurs.
tm/ib
AFP   031015 GMT JUN 19
"""


def test_slug_note_and_mark_of_the_headline_are_no_headline(read_bytes):
    first, second = read_bytes("dpa.txt", DPA.encode())
    assert (first.given["headline"], second.given["headline"]) == (
        "Fahrer nehmen Bienen auf",
        "Bücherei verleiht Schirme",
    )
    assert (first.given["agency"], first.given["date"], second.given["date"]) == ("dpa", "2019-06-03", "2019-06-05")


def test_the_author_is_read_from_the_notes_or_the_byline(read_bytes):
    first, second = read_bytes("dpa.txt", DPA.encode())
    assert (first.given["authors"], second.given["authors"]) == (["Tilda Moss"], ["Ivo Brandt"])


def test_notes_and_sign_off_are_no_body(read_bytes):
    first, second = read_bytes("dpa.txt", DPA.encode())
    assert first.given["body"].endswith("sagte Edda Kroll.")
    assert first.given["body"].count("\n\n") == 1
    assert second.given["body"].endswith("Schirme an alle.")


def test_lines_with_a_caret_are_headline_and_byline(read_bytes):
    first, second = read_bytes("ap.txt", AP.encode())
    assert (first.given["headline"], first.given["authors"]) == ("DRIVERS ADOPT BEES FOUND IN A BELL", ["Tilda Moss"])
    assert (first.given["date"], second.given["date"]) == ("1989-06-03", "1989-06-05")
    assert (second.given["headline"], "authors" in second.given) == ("LIBRARY LENDS UMBRELLAS", False)


def test_an_underscore_behind_the_agency_is_a_dash(read_bytes):
    first, _ = read_bytes("ap.txt", AP.encode())
    lead, quote = first.given["body"].split("\n\n")
    assert lead == "RAVENSHOLM (AP) — A swarm of bees was taken in by the drivers on Sunday."
    assert quote.endswith("who found the swarm in a bell.")


def test_enditem_closes_a_story_and_is_no_word_of_it(read_bytes):
    first, second = read_bytes("xinhua.txt", XINHUA.encode())
    assert (first.given["headline"], first.given["date"]) == ("Drivers adopt bees", "2019-06-03")
    assert first.given["body"].endswith("They ordered two hives.")
    assert (second.given["headline"], second.given["source"]) == ("Library lends umbrellas", "Xinhua")


def test_a_dispatch_of_afp_is_read(read_bytes):
    (story,) = read_bytes("afp.txt", AFP.encode())
    assert story.given["headline"] == "Des conducteurs adoptent des abeilles"
    assert (story.given["date"], story.given["agency"]) == ("2019-06-03", "AFP")
    assert story.given["body"].endswith("dimanche par des conducteurs.")


def test_numbers_and_codes_of_the_wire_above_old_ap_copy_are_no_body(read_bytes):
    story = "^Drivers adopt bees<\n\tRAVENSHOLM (AP) _ A swarm was taken in.\n\tIt hummed.\nAP-ES-06-03-99 1210EST<\n"
    raw = f"a0512----\nr w AP-Bees,0240\n{story}-0-\na0513----\nu i BC-Owl 06-03 0120\n^BC-Owl,0120<\n{story}"
    bodies = [document.given["body"] for document in read_bytes("a.txt", raw.encode())]
    assert len(bodies) == 2
    assert all(body.startswith("RAVENSHOLM (AP) — A swarm") for body in bodies)


def test_notes_to_editors_of_afp_are_no_headline(read_bytes):
    head = (
        "AFP0123  4 I 0120 /AFP-TX12\nNorland-trams-bees\n\nBees move into the tram\n\nATTENTION - ADDS quotes ///\n\n"
    )
    text = "By Tilda MOSS\n\nRAVENSHOLM, June 3, 2019 (AFP) - A swarm was taken in.\n\nAFP 031215 GMT JUN 19\n"
    (article,) = read_bytes("a.txt", (head + text).encode())
    assert (article.given["headline"], article.given["authors"]) == ("Bees move into the tram", ["Tilda Moss"])


def test_the_first_bullet_is_the_headline_of_a_reuters_text_without_one(read_bytes):
    text = "* Trams adopt bees\n* Two hives ordered\n\nBy Tilda Moss\n\nRAVENSHOLM, June 3 (Reuters) - Bees moved in.\n"
    (article,) = read_bytes("r.txt", text.encode())
    assert (article.given["headline"], article.spans["headline"]) == ("Trams adopt bees", ((2, 18),))
