"""Reads a text document (docx, odt) in a process of its own, from standard input to JSON on standard output.

It gives the words in their order, each with what it is: a heading, a paragraph, an item of a list, a row of a table. What is
no text of the document itself (pictures, comments, notes, text that was struck out) is left out and counted. It knows
nothing of the portal: `taken_in.read` starts it by its path.
"""

import io
import json
import os
import re
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, field

MOST_CHARACTERS = 200_000
MOST_BLOCKS = 6_000
# A document has no need to say what its own words mean; only what was made to do harm does.
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
DEEPEST_STYLE = 10
HEADING = re.compile(r"(?:heading|kop)\s*(\d)")
TITLES = ("title", "titel")


class Refused(Exception):
    """The document is more than is taken, or not honest; says which."""


@dataclass
class Found:
    """What a document says, and what was left out of it."""

    blocks: list[dict] = field(default_factory=list)
    left_out: Counter = field(default_factory=Counter)
    characters: int = 0

    def add(self, kind: str, text: str, *, level: int = 0, bold: bool = False) -> None:
        """Note a piece of text; an empty one says nothing. Raises Refused when it becomes too much."""
        text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
        if not text:
            return
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS or len(self.blocks) >= MOST_BLOCKS:
            raise Refused("long")
        self.blocks.append({"kind": kind, "text": text, "level": level, "bold": bold})


def main() -> None:
    try:
        found = read(sys.stdin.buffer.read(), sys.argv[1])
        answer = {"blocks": found.blocks, "left_out": found.left_out}
    except Refused as refused:
        answer = {"refused": refused.args[0]}
    sys.stdout.write(json.dumps(answer))


def read(content: bytes, kind: str) -> Found:
    """What the document of this kind (docx or odt) says. Raises Refused, or what the libraries raise."""
    refuse_declarations(content)
    found = Found()
    {"docx": read_docx, "odt": read_odt}[kind](content, found)
    return found


def refuse_declarations(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if entry.filename.lower().endswith((".xml", ".rels")):
                # Written in two bytes a sign it would hide between noughts.
                plain = archive.read(entry).replace(b"\0", b"").upper()
                if any(one in plain for one in DECLARATIONS):
                    raise Refused("strange")


# --- docx ---------------------------------------------------------------------------------------------------------------

STRUCK = {"del", "moveFrom"}
UNSEEN = {"pPr", "rPr", "instrText", "delText", "Fallback", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr"}
PICTURES = {"pic", "imagedata", "chart", "OLEObject"}
NOTES = {"footnoteReference", "endnoteReference"}
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}


def read_docx(content: bytes, found: Found) -> None:
    import docx

    document = docx.Document(io.BytesIO(content))
    walk_docx(document.element.body, styles_of(document), found)


def styles_of(document) -> dict[str, dict]:
    """Of each style its name, the one it is based on, and the level of heading it says to be."""
    found = {}
    for style in document.styles.element:
        if local(style) == "style":
            parts = {local(one): one for one in style.iter()}
            found[value(style, "styleId")] = {
                "name": value(parts.get("name")).lower(),
                "based": value(parts.get("basedOn")),
                "outline": value(parts.get("outlineLvl")),
                "list": "numPr" in parts,
            }
    return found


def walk_docx(element, styles: dict, found: Found) -> None:
    for one in element:
        match local(one):
            case "p":
                paragraph_of_docx(one, styles, found)
            case "tbl":
                for row in (row for row in one.iter() if local(row) == "tr" and nearest_table(row) is one):
                    cells = [cell for cell in row.iter() if local(cell) == "tc" and nearest(cell, "tr") is row]
                    found.add("row", " | ".join(one_line(words_of_docx(cell, found)) for cell in cells).strip(" |"))
            case name if name in STRUCK:
                found.left_out["changes"] += 1
            case name if name not in UNSEEN:
                walk_docx(one, styles, found)


def paragraph_of_docx(paragraph, styles: dict, found: Found) -> None:
    about = next((one for one in paragraph if local(one) == "pPr"), ())
    about = {local(one): one for one in about}
    chain = chain_of(value(about.get("pStyle")), styles)
    if any(style["name"].startswith(("toc", "inhopg")) for style in chain):
        return
    text = words_of_docx(paragraph, found)
    level = level_of(chain, value(about.get("outlineLvl")))
    numbered = "numPr" in about or any(style["list"] or style["name"].startswith(("list", "lijst")) for style in chain)
    if level is not None:
        found.add("heading", one_line(text), level=level)
    else:
        found.add("item" if numbered else "text", text, bold=is_bold(paragraph))


def chain_of(name: str, styles: dict) -> list[dict]:
    """A style and the ones it is based on."""
    chain = []
    while name in styles and len(chain) < DEEPEST_STYLE:
        chain.append(styles[name])
        name = styles[name]["based"]
    return chain


def level_of(chain: list[dict], outline: str) -> int | None:
    """The level of a heading, 0 for a title; None for what is no heading."""
    for style in chain:
        if named := HEADING.match(style["name"]):
            return int(named[1])
        if style["name"] in TITLES:
            return 0
    outline = outline or next((style["outline"] for style in chain if style["outline"]), "")
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else None


def words_of_docx(element, found: Found) -> str:
    """The text in it as it stands: without what was struck out, with line breaks."""
    pieces = []
    for one in element:
        name = local(one)
        if name in STRUCK:
            found.left_out["changes"] += 1
        elif name == "t":
            pieces.append(one.text or "")
        elif name in BREAKS:
            pieces.append(BREAKS[name])
        elif name in PICTURES:
            found.left_out["pictures"] += 1
        elif name in NOTES:
            found.left_out["notes"] += 1
        elif name == "commentReference":
            found.left_out["comments"] += 1
        elif name not in UNSEEN:
            inside = words_of_docx(one, found)
            pieces.append(f"\n{inside}\n" if name in {"p", "tbl"} else inside)
    return "".join(pieces)


def is_bold(paragraph) -> bool:
    """Whether all of its words are."""
    runs = [
        one
        for one in paragraph.iter()
        if local(one) == "r" and any(local(t) == "t" and (t.text or "").strip() for t in one)
    ]
    return bool(runs) and all(run_is_bold(run) for run in runs)


def run_is_bold(run) -> bool:
    marks = [one for about in run if local(about) == "rPr" for one in about if local(one) == "b"]
    return bool(marks) and value(marks[0]) not in {"0", "false", "off"}


def nearest(element, name: str):
    found = element.getparent()
    while found is not None and local(found) != name:
        found = found.getparent()
    return found


def nearest_table(row):
    return nearest(row, "tbl")


def local(element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element, name: str = "val") -> str:
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


# --- odt ----------------------------------------------------------------------------------------------------------------

PASSED = {"text:tracked-changes", "text:table-of-content", "text:sequence-decls", "text:variable-decls", "office:forms"}
LINES = {"text:line-break": "\n", "text:tab": " ", "text:s": " "}


def read_odt(content: bytes, found: Found) -> None:
    import odfdo

    document = odfdo.Document(io.BytesIO(content))
    walk_odt(document.body, bold_styles(document), found)


def bold_styles(document) -> set[str]:
    """The styles of this document that make text bold."""
    styles = document.get_part("content").root.get_elements("//office:automatic-styles/style:style")
    bold = set()
    for style in styles:
        weights = [one.get_attribute("fo:font-weight") for one in style.get_elements("style:text-properties")]
        if "bold" in weights:
            bold.add(style.get_attribute("style:name"))
    return bold


def walk_odt(element, bold: set[str], found: Found, *, inside: str = "text") -> None:
    for one in element.children:
        match one.tag:
            case "text:h":
                level = one.get_attribute("text:outline-level") or "1"
                found.add("heading", one_line(words_of_odt(one, found)), level=int(level) if level.isdigit() else 1)
            case "text:p":
                paragraph_of_odt(one, bold, found, inside)
            case "text:list":
                walk_odt(one, bold, found, inside="item")
            case "table:table":
                for row in one.get_elements("descendant::table:table-row"):
                    cells = [cell for cell in row.children if cell.tag == "table:table-cell"]
                    found.add("row", " | ".join(one_line(words_of_odt(cell, found)) for cell in cells).strip(" |"))
            case "text:tracked-changes":
                found.left_out["changes"] += 1
            case tag if tag not in PASSED:
                walk_odt(one, bold, found, inside=inside)


def paragraph_of_odt(paragraph, bold: set[str], found: Found, inside: str) -> None:
    text, style = words_of_odt(paragraph, found), paragraph.get_attribute("text:style-name") or ""
    if style.lower() in TITLES:
        found.add("heading", one_line(text), level=0)
    else:
        found.add(inside, text, bold=style in bold or all_spans_bold(paragraph, bold))


def all_spans_bold(paragraph, bold: set[str]) -> bool:
    """Whether all of its words stand in bold spans."""
    loose = (paragraph.text or "") + "".join(one.tail or "" for one in paragraph.children)
    spans = [one for one in paragraph.children if one.tag == "text:span"]
    return bool(spans) and not loose.strip() and all(one.get_attribute("text:style-name") in bold for one in spans)


def words_of_odt(element, found: Found) -> str:
    """The text in it, in the order in which it is read."""
    pieces = [element.text or ""] if element.tag not in LINES else []
    for one in element.children:
        if one.tag in LINES:
            pieces.append(LINES[one.tag])
        elif one.tag == "office:annotation":
            found.left_out["comments"] += 1
        elif one.tag == "text:note":
            found.left_out["notes"] += 1
        elif one.tag in {"draw:image", "draw:object"}:
            found.left_out["pictures"] += 1
        elif one.tag not in {"office:annotation-end", "svg:title", "svg:desc"}:
            inside = words_of_odt(one, found)
            pieces.append(f"\n{inside}\n" if one.tag in {"text:p", "text:h", "text:list-item"} else inside)
        pieces.append(one.tail or "")
    return "".join(pieces)


def one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    try:
        main()
    # Whatever it was, who waits gets a number and no trace.
    except BaseException:
        os._exit(3)
