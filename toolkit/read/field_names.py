"""Under which keys and column names records usually keep the fields of an article."""

import difflib
import re
import unicodedata
from functools import cache, lru_cache


def _names(table: str) -> tuple[str, ...]:
    """Return the names of a table that has semicolons between them."""
    return tuple(" ".join(name.split()) for name in table.split(";") if name.strip())


USUAL_NAMES = {
    "raw": _names("raw_text; OCR text; ocr"),
    "html": _names("html; raw_html; page_html; html_content; bodyHtml; page_source"),
    "body": _names("""
        body; articleBody; article_body; maintext; cleaned_text; story_text; full_text; plain_text; text; content;
        content_text; body_text; textContent; content_html; article; article_text; article_content; news_text; news;
        main_text; story; document; document_text; body.text; content.rendered; body.sections.paragraphs;
        blocks.body.bodyHtml; Volltext; Artikeltext; Inhalt; Haupttext; Fließtext; texte; texte intégral;
        texte complet; contenu; corps; corps de l'article; texto; texto completo; contenido; cuerpo;
        cuerpo de la noticia; conteúdo; corpo; corpo do texto; testo; testo completo; contenuto; tekst;
        volledige tekst; inhoud; artikeltekst; artikel; brödtext; innehåll; brødtekst; innhold; indhold;
        artikkeltekst; teksti; sisältö; leipäteksti; treść; pełny tekst; obsah; celý text; plný text; szöveg;
        teljes szöveg; tartalom; cikk; conținut; text integral; текст; полный текст; содержание; текст статьи;
        повний текст; зміст; съдържание; садржај; sadržaj; κείμενο; περιεχόμενο; metin; içerik; tam metin;
        haber metni; النص; نص المقال; المحتوى; תוכן; טקסט; متن; محتوا; متن خبر; सामग्री; पाठ; लेख; isi; isi berita;
        teks; konten; kandungan; nội dung; toàn văn; เนื้อหา; ข้อความ; 正文; 全文; 内容; 內容; 文章内容; 本文;
        記事本文; 본문; 내용; 기사 본문; lead_paragraph; paragraphs
    """),
    "headline": _names("""
        headline; headline.main; headline_main; title; webTitle; article_title; news_title; title_page;
        title.rendered; headline.text; heading; article headline; Titel; Überschrift; Schlagzeile; titre;
        titre de l'article; título; titular; título de la nota; manchete; titolo; kop; koptekst; rubrik; tittel;
        overskrift; otsikko; tytuł; nagłówek; titulek; název; nadpis; titulok; cím; főcím; titlu; заголовок;
        название; назва; заглавие; наслов; naslov; τίτλος; başlık; haber başlığı; العنوان; عنوان; כותרת;
        عنوان خبر; शीर्षक; judul; judul berita; tajuk; tiêu đề; หัวข้อ; พาดหัว; 标题; 標題; タイトル; 見出し; 제목
    """),
    "standfirst": _names("""
        standfirst; trailText; dek; description; meta_description; meta.description; abstract; lead; subtitle;
        sub_headline; subheadline; excerpt; excerpt.rendered; summary.text; summary; snippet; body.summary; teaser;
        deck; Untertitel; Vorspann; Zusammenfassung; chapeau; chapô; sous-titre; résumé; entradilla; bajada;
        subtítulo; resumen; resumo; sommario; sottotitolo; samenvatting; ondertitel; ingress; manchet; ingressi;
        streszczenie; perex; összefoglaló; rezumat; аннотация; подзаголовок; περίληψη; özet; الملخص; תקציר; خلاصه;
        ringkasan; tóm tắt; สรุป; 摘要; 要約; 요약
    """),
    "date": _names("""
        datePublished; date_published; published_at; publish_date; date_publish; publication_date; published_date;
        publishing_date; webPublicationDate; firstPublicationDate; pub_date; published; published_on; publishedTime;
        publish_time; dateTimePub; dateTime; date_gmt; date; seendate; issue_date; news_date; date of publication;
        release_date; unix_timestamp; timestamp; Datum; Erscheinungsdatum; Veröffentlichungsdatum;
        Publikationsdatum; veröffentlicht am; date de publication; date de parution; publié le; fecha;
        fecha de publicación; publicado; data; data de publicação; data di pubblicazione; pubblicato il;
        publicatiedatum; publiceringsdatum; publiseringsdato; dato; udgivelsesdato; päivämäärä; julkaisupäivä;
        data publikacji; datum vydání; datum publikace; dátum; dátum vydania; megjelenés dátuma; megjelenés;
        data publicării; дата; дата публикации; дата публікації; дата на публикуване; datum objave; ημερομηνία;
        ημερομηνία δημοσίευσης; tarih; yayın tarihi; التاريخ; تاريخ النشر; תאריך; תאריך פרסום; تاریخ;
        تاریخ انتشار; तारीख; दिनांक; प्रकाशन तिथि; tanggal; tanggal terbit; tarikh; ngày; ngày đăng; วันที่; 日期;
        发布时间; 发布日期; 發布日期; 发表时间; 日付; 掲載日; 公開日; 날짜; 일자; 발행일; 등록일
    """),
    "date_modified": _names("""
        dateModified; date_modify; modified; modified_at; modified_date; last_modified; updated; updated_at;
        updated_date; date_updated; modified_gmt; fields.lastModified; modifiedTime; modified_time; update_time
    """),
    "authors": _names("""
        authors; _embedded.author.name; author; byline.original; byline; authorsByline; creator; creators;
        dc:creator; author_name; author_names; author name; influencer; writer; writers; reporter; journalist;
        journalists; Autor; Autoren;
        Verfasser; Autor/in; auteur; auteurs; signature; autores; autor(es); redactor; periodista; autore; autori;
        firma; schrijver; författare; skribent; forfatter; forfattere; journalister; kirjoittaja; kirjoittajat;
        toimittaja; autorzy; autoři; szerző; szerzők; автор; авторы; автори; аутор; συντάκτης; συγγραφέας;
        yazar; yazarlar; muhabir; الكاتب; المؤلف; كاتب; מחבר; כתב; نویسنده; लेखक; penulis; pengarang; tác giả; ผู้เขียน;
        作者; 记者; 記者; 著者; 執筆者; 저자; 기자; 기고자; 글쓴이
    """),
    "source": _names("""
        source; publisher; outlet; source_name; publication; site_name; newspaper; source-hostname;
        meta_site_name; opengraph.site_name; media_name; source_title; publication_name; publication title;
        newspaper_title; newspaper_name; pubtitle; news_site; website; site; outlet_name; site.name;
        first_source.name; thread.site_full_name; html.source_info.publisher; news_source;
        media outlet; medium; news_outlet; Quelle; Zeitung; Titel der Zeitung; Publikation; source de presse;
        journal; titre de presse; fuente; medio; periódico; diario; fonte; veículo; jornal; testata; giornale; bron;
        krant; uitgave; källa; tidning; kilde; avis; avisnavn; lähde; lehti; źródło; gazeta; zdroj; noviny; forrás;
        lap; sursa; ziar; источник; издание; джерело; видання; източник; извор; izvor; πηγή; εφημερίδα; kaynak;
        gazete; المصدر; الصحيفة; מקור; منبع; خبرگزاری; स्रोत; अखबार; sumber; surat kabar; nguồn; báo; แหล่งที่มา; 来源;
        來源; 媒体; 媒體; 出典; 媒体名; 新聞; 언론사; 출처; 매체
    """),
    "source_domain": _names("source_domain; domain; hostname; host; source.domain; thread.site"),
    "agency": _names("agency; news_agency; Nachrichtenagentur; Agentur; agence; agencia; agenzia"),
    "url": _names("""
        url; link; canonical_url; canonical_link; web_url; article_url; news_url; pageUrl; permalink; final_url;
        responded_url; requested_url; html.responded_url; meta.canonical; html.requested_url; links.permalink;
        external_url; document_url; original_url; resolved_url; href; guid; uri; source_url; source; id; enlace;
        lien; weblink; Internetadresse; webadresse; collegamento; ссылка; адрес; посилання; odkaz; adres; bağlantı;
        الرابط; رابط; קישור; لینک; tautan; liên kết; ลิงก์; 链接; 連結; 网址; 網址; リンク; 링크; 주소
    """),
    "language": _names("""
        language; lang; inLanguage; meta_lang; meta.lang; humanLanguage; language_code; Sprache; langue; idioma;
        lingua; taal; språk; sprog; kieli; język; jazyk; nyelv; limba; язык; мова; език; γλώσσα; dil; اللغة; שפה;
        زبان; भाषा; bahasa; ngôn ngữ; ภาษา; 语言; 語言; 言語; 언어
    """),
    "credit": _names("credit; creditline; credit_line; creditText"),
    "images": _names("""
        images; image; image_url; image_link; top_image; urlToImage; lead_image; featured_image; thumbnail_url;
        media.images; multimedia
    """),
    "kind": _names("""
        genre; genres; article_type; type_of_material; news_type; article genre; Textsorte; Darstellungsform; genre
        journalistique; género; gênero; genere
    """),
    "section": _names("""
        section; articleSection; section_name; sectionName; article_section; news_desk; desk; category; Ressort;
        rubrique; sección; seção; editoria; sezione; sectie; sekce; rovat; sekcja; рубрика; раздел; ενότητα; kategori;
        القسم; מדור; بخش; chuyên mục; 栏目; 版块; 欄目; セクション; 섹션
    """),
    "subjects": _names("""
        subjects; subject; keywords; tags; topics; concepts; categories; meta_keywords; news_keywords; subject terms;
        Schlagwörter; Schlagworte; mots-clés; mots clés; palabras clave; palavras-chave; parole chiave; trefwoorden;
        nyckelord; nøkkelord; emneord; avainsanat; słowa kluczowe; klíčová slova; kulcsszavak; cuvinte cheie;
        ключевые слова; теги; ключові слова; λέξεις-κλειδιά; anahtar kelimeler; etiketler; الكلمات المفتاحية; תגיות;
        کلیدواژه; kata kunci; từ khóa; 关键词; 關鍵詞; キーワード; タグ; 키워드
    """),
}
"""Contract field to keys, the most telling first; `raw` is a text dump and `html` a page.

A name with dots reaches into objects and lists. Names are compared by `fold_name`.
"""

RIGHTS_NAMES: dict[str, tuple[str, ...]] = {
    "licence": ("license", "licence", "license_url", "rights.licence", "rights.license"),
    "holder": ("copyrightHolder", "rights_holder", "rights.holder"),
    "usage_terms": ("usageTerms", "usageInfo", "rights.usage_terms", "copyrightNotice"),
    "status": ("pubStatus", "publication_status", "rights.status", "post_status", "wp_status", "status"),
    "embargo_until": ("embargoed", "embargo_until", "embargo", "rights.embargo_until"),
    "mining_reserved": ("tdm-reservation", "mining_reserved", "rights.mining_reserved"),
}
"""Field of the rights to keys, in the same manner."""

_SEPARATORS = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Return a name without case, accents, blanks and punctuation; dots between two names stay.

    >>> fold_name("Fecha de Publicación")
    'fechadepublicacion'
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return ".".join(_SEPARATORS.sub("", part) for part in letters.strip(".").split("."))


@cache
def known_names() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return, for each folded name, the fields that it may hold and its rank among their names."""
    table: dict[str, list[tuple[str, int]]] = {}
    for field, names in (USUAL_NAMES | RIGHTS_NAMES).items():
        for rank, name in enumerate(names):
            entries = table.setdefault(fold_name(name), [])
            if all(known != field for known, _ in entries):
                entries.append((field, rank))
    return {name: tuple(entries) for name, entries in table.items()}


@cache
def known_prefixes() -> frozenset[str]:
    """Return the folded beginnings of all names with dots: the objects that are looked into."""
    paths = [name.split(".") for name in known_names()]
    return frozenset(".".join(path[:length]) for path in paths for length in range(1, len(path)))


def likely_field(name: str) -> str | None:
    """Return the field that an unknown column name probably holds: one of its words, or nearly all of it, is known.

    >>> likely_field("article_fulltext_clean")
    'body'
    """
    known = known_names()
    words = [fold_name(word) for word in _WORDS.split(name) if len(word) > 3]
    near = difflib.get_close_matches(fold_name(name), known, n=1, cutoff=0.85)
    return next((known[word][0][0] for word in [*near, *reversed(words)] if word in known), None)
