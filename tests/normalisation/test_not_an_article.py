"""Error pages, walls and listings are refused; articles are not."""

import pytest

from toolkit.normalisation.not_an_article import find_refusal

ARTICLE = (
    "The library of Little Harbour opens its new reading room on Friday, twelve years after the old one was "
    "flooded. “It smells of paint and of paper,” said the librarian, Ada Fenn, who has been carrying boxes for weeks. "
) * 4


def reason_of(shown, headline=None, body=""):
    refusal = find_refusal(headline=headline, body=body, words=len(body.split()), shown=shown)
    return refusal.reason if refusal else None


@pytest.mark.parametrize(
    "shown",
    [
        "404 Not Found\n\nnginx/1.18",
        "Error 404\nPage not found\nGo back home",
        "Sorry\nThe page you are looking for cannot be found.",
        "503 Service Unavailable",
        "Please enable JavaScript to view this site.",
        "Access denied\nYou do not have permission to view this page.",
        "Just a moment...\nChecking your browser before you visit the paper.",
        "Verify you are human by completing the action below.",
        "Die Seite wurde nicht gefunden",
        "Página no encontrada",
        "Страница не найдена",
        "Siden finnes ikke",
        "Strona nie istnieje",
        "Sorry, you have been blocked\nThis website is using a security service to protect itself from online attacks.",
        "Unavailable due to legal reasons\nAccess cannot be granted at this time.",
        "This content is not available in your region",
        "The story is no longer available.",
    ],
)
def test_pages_that_a_server_shows_instead_are_error_pages(shown):
    assert reason_of(shown) == "error_page"


@pytest.mark.parametrize(
    "shown",
    [
        "Council buys ferry\nSubscribe to continue reading\nAlready have an account? Log in",
        "This article is for subscribers only.",
        "You have reached your article limit",
        "Please accept all cookies to continue",
        "Council buys ferry\nTo continue reading this article, please register.",
        "Council buys ferry\nYou have two free articles left. Subscribe for unlimited access.",
        "Rat kauft Fähre\nDieser Artikel ist nur für Abonnenten.\nBereits Abonnent? Anmelden",
        "La commune achète le bac\nIl vous reste 80 % de cet article à lire.",
        "Il comune compra il traghetto\nAbbonati per continuare a leggere",
        "We value your privacy\nWe and our partners store and/or access information on a device.",
        "Weiterlesen mit Werbung und Tracking\nAkzeptieren und weiter",
    ],
)
def test_pages_that_ask_for_something_first_are_paywalls(shown):
    assert reason_of(shown) == "paywall"


def test_fifty_headlines_are_a_listing():
    shown = "\n".join(f"Village number {number} gets a new bakery" for number in range(50))
    assert reason_of(shown) == "listing"


def test_dates_between_the_headlines_make_it_no_less_a_listing():
    shown = "\n".join(f"Village number {number} gets a new bakery\n{number + 1} May 2021" for number in range(20))
    assert reason_of(shown) == "listing"


def test_headlines_taken_for_body_are_a_listing_too():
    body = "\n\n".join(f"Village number {number} gets a new bakery" for number in range(50))
    assert reason_of(body, body=body) == "listing"


def test_headlines_that_were_joined_to_one_paragraph_are_a_listing_too():
    shown = "\n".join(f"Village number {number} gets a new bakery" for number in range(50))
    assert reason_of(shown, body=shown.replace("\n", " ")) == "listing"


def test_running_text_in_short_lines_is_no_listing():
    words = ARTICLE.replace(".", ",").split()
    shown = "\n".join(" ".join(words[start : start + 9]) for start in range(0, len(words), 9))
    assert reason_of(shown, body=" ".join(words)) is None


def test_an_article_among_many_headlines_stays_an_article():
    headlines = "\n".join(f"Village number {number} gets a new bakery" for number in range(80))
    assert reason_of(f"{headlines}\n{ARTICLE}", body=ARTICLE) is None


def test_a_consent_banner_above_a_short_article_refuses_nothing():
    body = "The ferry runs again. It had been in the yard since the storm, and the whole village came to see it leave."
    assert reason_of(f"We value your privacy\nAccept all\n{body}", body=body) is None


@pytest.mark.parametrize(
    "menu", ["Home | World | Sport | Video\nLog in | Search", "Log in\nE-mail\nPassword\nForgot it?\nJoin\nHelp"]
)
def test_a_short_menu_or_a_form_is_not_an_article(menu):
    assert reason_of(menu) == "not_an_article"


def test_a_menu_is_not_an_article():
    assert reason_of("Home\nNews\nSport\nWeather\nContact\nAbout us\nShop\nLog in\nHelp\nJobs") == "not_an_article"


@pytest.mark.parametrize(
    "extra",
    ["Please enable JavaScript", "Subscribe to continue reading", "404 Not Found", "Page not found", "Access denied"],
)
def test_an_article_beside_such_words_stays_an_article(extra):
    assert reason_of(f"{extra}\n{ARTICLE}", body=ARTICLE) is None


@pytest.mark.parametrize(
    "headline",
    [
        "404 swimmers cross the lake",
        "Museum shows 500 clocks",
        "Page turners: ten books for June",
        "Access to beach denied, say anglers",
    ],
)
def test_a_headline_with_a_number_or_such_a_word_is_no_error(headline):
    assert reason_of(f"{headline}\nThe lake was calm.", headline=headline, body="The lake was calm.") is None


def test_a_short_list_of_demands_is_no_listing():
    body = "The farmers ask for four things.\n\n" + "\n\n".join(["Water for the upper fields"] * 4) + f"\n\n{ARTICLE}"
    assert reason_of(body, body=body) is None


def test_an_article_with_a_list_of_winners_is_no_listing():
    body = f"{ARTICLE}\n\n" + "\n\n".join(f"Best baker of district {number} - ADA FENN" for number in range(30))
    assert reason_of(body, body=body) is None


def test_a_table_of_results_is_no_listing():
    body = "\n\n".join(
        f"{location} Rowing club number {location} of the upper lake {location + 40}" for location in range(1, 30)
    )
    assert reason_of(body, body=body) is None


def test_nothing_is_left_to_no_body():
    assert reason_of("") is None


def test_an_index_page_of_teasers_is_a_listing():
    teaser = "The steps of the harbour wall were cut from granite and will be used by …"
    body = "\n\n".join([teaser] * 6 + ["The choir sang in the rain."])
    refusal = find_refusal(headline="News", body=body, words=100, shown=body)
    assert refusal is not None
    assert refusal.reason == "listing"


def test_an_index_page_of_which_no_body_is_left_is_a_listing():
    shown = "\n".join(["News", *["The steps of the harbour wall were cut from granite and will be used by …"] * 6])
    assert reason_of(shown, headline="News", body="7 August 2025") == "listing"


def test_an_index_page_of_which_some_teasers_are_left_is_a_listing():
    teaser = "The steps of the harbour wall were cut from granite and will be used by …"
    body = "\n\n".join([teaser, "7 August 2025"] * 4)
    refusal = find_refusal(headline="News", body=body, words=len(body.split()), shown="\n".join([teaser] * 9))
    assert refusal is not None
    assert refusal.reason == "listing"


def test_an_article_that_quotes_with_omissions_is_no_listing():
    lines = ["“We waited for the bell and then …” she said to the crowd."] * 9 + ["He counted the ships and then …"] * 6
    body = "\n\n".join(lines)
    assert find_refusal(headline="Bell", body=body, words=100, shown=body) is None


@pytest.mark.parametrize("shown", ["+500 %", "Please enable JavaScript to view the comments.", "500 m"])
def test_a_share_or_a_comment_widget_makes_no_error_page(shown):
    body = "The ferry waits in the harbour for its new bell, the captain said on Monday."
    assert find_refusal(headline="Ferry", body=body, words=15, shown=f"{body}\n{shown}") is None
