"""Pieces of markup that a tokenizer of HTML may take for one another, to be put together at random."""

_MARKUP = (
    "< </ <!-- --> <p> </p> <SCRIPT> </script> </ſcrıpt\t> <style\tx='>'> </STYLE\n> &amp; &nbsp; &#x41; &#xZ &#10; "
    '&#1114112; &lt &notit; & &a &ab; \n \0 \u00a0 text <a\thref="x>y"> <a\tb=\' =" \' > / <nav> </nav> <footer/> '
    "<title> </title> <svg> <textarea> <?xml?> <!doctype> <İ> <o:p> <1> \ud800 <noscript> <br/> <meta\tname=x> "
    "<link> <object> <iframe> &#; = ="
)
MARKUP = (*_MARKUP.replace("\t", " ").split(" "), " ", "  ", "\t")
