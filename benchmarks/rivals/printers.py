"""Programs that make PDFs as a script of a few lines would.

Their arguments: where the PDFs go, the folder of pictures, and the posts.
"""

_POST = """
import re, sys
from pathlib import Path
out, static = Path(sys.argv[1]), Path(sys.argv[2])
def posts():
    for path in map(Path, sys.argv[3:]):
        text = path.read_text("utf-8")
        yield out / f"{path.stem}.pdf", text
"""
PANDOC = f"""{_POST}
import subprocess, pypandoc, typst
pandoc = pypandoc.get_pandoc_path()
fonts = typst.Fonts(include_system_fonts=False)
command = [pandoc, "-f", "markdown", "-s", "-V", "lang=fi", "-t", "typst"]
for pdf, text in posts():
    made = subprocess.run(command, check=True, input=text.encode(), stdout=subprocess.PIPE)
    typst.compile(made.stdout, output=pdf, root=static, font_paths=fonts)
"""
"""What `pandoc --pdf-engine=typst` does for each post, without a new process of Typst for each."""
PANDOC_EACH = f"""{_POST}
import subprocess, tempfile, pypandoc
line = [pypandoc.get_pandoc_path(), "-f", "markdown", "-V", "lang=fi"]
line += ["--resource-path", static]
with tempfile.TemporaryDirectory() as folder:
    typst = Path(folder) / "typst"
    run = "import sys, typst; typst.compile(sys.argv[2], output=sys.argv[3], root='/')"
    typst.write_text(f"#!{{sys.executable}}\\n{{run}}\\n")
    typst.chmod(0o755)
    for pdf, text in posts():
        text = text.replace("](/images/", "](images/")
        made = [*line, f"--pdf-engine={{typst}}", "-o", pdf]
        subprocess.run(made, check=True, input=text.encode())
"""
"""What a person runs: `pandoc post.md -o post.pdf --pdf-engine=typst`, for each post.

Its `typst` is a script around PyPI's, since neither npm nor PyPI has the program itself: Python's
start is a part of each.
"""
WEASYPRINT = f"""{_POST}
import markdown
from weasyprint import HTML
for pdf, text in posts():
    _, head, text = text.split("---\\n", 2)
    title = re.search("(?m)^title: *(.*)", head)[1]
    text = markdown.markdown(text.replace("](/images/", "](images/"), extensions=["extra"])
    head = f"<html lang='fi'><head><title>{{title}}</title></head>"
    html = f"{{head}}<body><h1>{{title}}</h1>{{text}}</body></html>"
    HTML(string=html, base_url=f"{{static}}/").write_pdf(pdf, pdf_variant="pdf/ua-1")
"""
"""Python-Markdown and WeasyPrint in one process for all posts."""
