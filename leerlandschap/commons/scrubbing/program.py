"""Makes a file anew without who made it, in a process of its own: bytes in, JSON out. It knows nothing of the portal.

It goes by what may stay, not by what must go: in an Office or OpenDocument file only parts of known kinds are written again,
in a pdf only pages. A part of another kind is refused. Its own file, so that it can be started by its path.
"""

import base64
import io
import json
import re
import struct
import sys
import zipfile
from pathlib import PurePosixPath

LONG_AGO = (1980, 1, 1, 0, 0, 0)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOBODY, NOBODY_SHORT, NEVER = "Auteur", "A", "1980-01-01T00:00:00"

# Parts that say who made it, on what and when, and that no reader needs.
DROPPED = re.compile(
    r"(?i)^(docProps|customXml|Thumbnails|Configurations2)/|^(meta|settings)\.xml$|^manifest\.rdf$|^layout-cache$"
    r"|/printerSettings/|/people\.xml$|/persons/|^\[trash\]/|/webextensions/|/$"
)
SIGNED = re.compile(r"(?i)^_xmlsignatures/|^META-INF/(documentsignatures|macrosignatures)\.xml$")
# Parts with names, paths or whole files in them that cannot be told from what somebody wrote.
REFUSED = {
    "een ingesloten bestand": re.compile(r"(?i)/embeddings/|^Object|^ObjectReplacements/|/activeX/|/oleObject"),
    "een gedeelde werkmap": re.compile(r"(?i)/revisions/|/userNames"),
    "een verbinding met gegevens": re.compile(r"(?i)/connections\.xml$|/queryTables/|/externalLinks/"),
}
FONTS = {".odttf", ".fntdata", ".ttf", ".otf"}
# What leads back when it stands in an attribute of any part, by local name; and what stands there instead.
ATTRIBUTES = {
    "author": NOBODY, "initials": NOBODY_SHORT, "refreshedBy": NOBODY, "userName": NOBODY, "userId": NOBODY,
    "providerId": "None", "lastEdited": None, "refreshedDate": None, "dT": NEVER, "dt": NEVER,
}  # fmt: skip
# Elements that say it in their text, and elements that say nothing else.
NAMING = {
    "creator", "lastModifiedBy", "initial-creator", "printed-by", "author-name", "author-initials", "creator-initials",
}  # fmt: skip
NEEDLESS = {"absPath", "attachedTemplate", "mailMerge", "docVars", "rsids", "fileSharing", "modifyVerifier"}
# A change that was tracked and a remark say when.
DATED = {"ins", "del", "comment", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel"}
A_FILE = re.compile(r"(?i)[\\/]|\.(jpe?g|png|gif|heic|tiff?|bmp|pdf|docx?|xlsx?)$")
OPEN_TARGET = re.compile(r"(?i)^(https?://|mailto:|#)")


class Refused(Exception):
    """Something may stay in it that leads to who made it; says what."""


def main() -> None:
    try:
        cleaned = clean(sys.stdin.buffer.read(), sys.argv[1])
        answer = {"content": base64.b64encode(cleaned).decode()}
    except Refused as refused:
        answer = {"refused": refused.args[0]}
    sys.stdout.write(json.dumps(answer))


def clean(content: bytes, extension: str) -> bytes:
    """The file without its maker. Raises Refused."""
    return cleaned_pdf(content) if extension == ".pdf" else cleaned_office(content)


# --- pdf ----------------------------------------------------------------------------------------------------------------

# What may hang on any part of a page and say who made it, or hold a whole file.
PDF_KEYS = (
    "/Metadata", "/PieceInfo", "/LastModified", "/Annots", "/AA", "/A", "/Thumb", "/AF", "/EF", "/OPI", "/Ref", "/Beads",
    "/B", "/PresSteps", "/VP", "/Info", "/Author", "/Creator", "/Producer",
)  # fmt: skip


def cleaned_pdf(content: bytes) -> bytes:
    """The pages in a new document; what was filled in on them is drawn on them."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as old:
            if old.is_encrypted:
                raise Refused("locked")
            _flatten(old)
            new = pikepdf.new()
            for page in old.pages:
                _bare(page.obj)
                new.pages.append(page)
            for thing in new.objects:
                _bare(thing)
            out = io.BytesIO()
            new.save(out, deterministic_id=True, fix_metadata_version=False, linearize=False)
            return out.getvalue()
    except pikepdf.PasswordError as error:
        raise Refused("locked") from error
    except pikepdf.PdfError as error:
        raise Refused("broken") from error


def _flatten(pdf) -> None:
    """Draw what stands in the fields of a form, and remarks, as part of their page."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")


def _bare(thing) -> None:
    import pikepdf

    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    for key in PDF_KEYS:
        if key in thing and not (key in {"/A", "/B"} and "/Type" not in thing):
            del thing[key]
    for value in list(thing.values()) if isinstance(thing, pikepdf.Dictionary) else []:
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            _bare(value)
    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
        _bare_image(thing)


def _bare_image(image) -> None:
    """A photo in a pdf is often the file of the camera as it was, place and all."""
    import pikepdf

    filters = image.get("/Filter")
    names = [str(one) for one in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if not {"/DCTDecode", "/JPXDecode"} & set(names):
        return
    if len(names) > 1:
        raise Refused("inside:een samengesteld plaatje")
    strip = bare_jpeg if names == ["/DCTDecode"] else bare_jpeg2000
    image.write(strip(image.read_raw_bytes()), filter=image.Filter, decode_parms=image.get("/DecodeParms"))


# --- pictures inside ----------------------------------------------------------------------------------------------------


def bare_jpeg(content: bytes) -> bytes:
    """The points of a JPEG with what is needed to draw them: no Exif, no comment, no profile. Raises Refused."""
    if not content.startswith(b"\xff\xd8"):
        raise Refused("inside:een plaatje")
    out, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        end = at + 2 + length
        if marker == 0xDA:
            return bytes(out + _scans(content[at:]))
        if marker == 0xE0 and content[at + 4 : at + 9] == b"JFIF\0":
            # Of the first marker only its plain head: a small picture of the same may hang on it.
            out += content[at : at + 2] + struct.pack(">H", 16) + content[at + 4 : at + 16] + b"\0\0"
        elif marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            out += content[at:end]
        at = end
    raise Refused("inside:een beschadigd plaatje")


def _scans(rest: bytes) -> bytes:
    """From the first scan up to the end of the picture: what was glued behind it stays away."""
    for found in re.finditer(rb"\xff[\xd9\xe1-\xed\xef\xfe]", rest):
        if rest[found.start() + 1] == 0xD9:
            return rest[: found.end()]
        raise Refused("inside:een plaatje")
    return rest + b"\xff\xd9"


def bare_jpeg2000(content: bytes) -> bytes:
    """The same of a JPEG 2000: its boxes but those with words. A bare stream of points has none. Raises Refused."""
    if content.startswith(b"\xff\x4f"):
        return content
    out, at = bytearray(), 0
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        end = len(content) if length == 0 else at + length
        if length == 1 or end <= at:
            raise Refused("inside:een plaatje")
        if kind in {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}:
            out += content[at:end]
        at = end
    return bytes(out)


def bare_png(content: bytes) -> bytes:
    """The chunks of a PNG that draw it. Raises Refused."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise Refused("inside:een plaatje")
    out, at = bytearray(content[:8]), 8
    while at + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind in {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs", b"bKGD", b"sBIT", b"IDAT", b"IEND"}:
            out += content[at : at + 12 + length]
        if kind == b"IEND":
            return bytes(out)
        at += 12 + length
    raise Refused("inside:een beschadigd plaatje")


PICTURES = {".jpg": bare_jpeg, ".jpeg": bare_jpeg, ".png": bare_png}


# --- office -------------------------------------------------------------------------------------------------------------


def cleaned_office(content: bytes) -> bytes:
    """The zip packed anew, with parts of known kinds only."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            names = old.namelist()
            _require_known(names)
            parts = {name: old.read(name) for name in names if not DROPPED.search(name)}
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Refused("broken") from error
    gone = _gone_references(parts, set(names))
    cleaned = {name: _cleaned_part(name, part, set(parts), gone.get(name, set())) for name, part in parts.items()}
    return _packed(cleaned)


def _require_known(names: list[str]) -> None:
    if any(SIGNED.search(name) for name in names):
        raise Refused("signed")
    for name in names:
        for what, pattern in REFUSED.items():
            if pattern.search(name):
                raise Refused(f"inside:{what}")


def _cleaned_part(name: str, part: bytes, kept: set[str], gone: set[str]) -> bytes:
    ending = "." + name.rpartition("/")[2].rpartition(".")[2].lower()
    if name == "mimetype" or ending in FONTS:
        return part
    if ending in PICTURES:
        return PICTURES[ending](part)
    if ending in {".xml", ".rels", ".vml"}:
        return _cleaned_xml(name, part, kept, gone)
    raise Refused(f"inside:{ending[1:8]}")


def _tree(part: bytes):
    from lxml import etree

    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Refused("broken")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("broken") from error


def _cleaned_xml(name: str, part: bytes, kept: set[str], gone: set[str]) -> bytes:
    from lxml import etree

    root = _tree(part)
    for element in list(root.iter(etree.Element)):
        _clean_element(element, name, gone)
    if name.endswith(".rels"):
        _clean_relations(root, name, kept)
    elif name in {"[Content_Types].xml", "META-INF/manifest.xml"}:
        _clean_list(root, kept)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _clean_element(element, part: str, gone: set[str]) -> None:
    local = element.tag.rpartition("}")[2]
    if local in NEEDLESS and element.getparent() is not None:
        _take_out(element)
        return
    if local in NAMING or (local == "author" and "/comments" in part):
        element.text = NOBODY
    elif local == "date" and "purl.org/dc" in element.tag:
        element.text = NEVER
    for key, value in list(element.attrib.items()):
        _clean_attribute(element, key, value, local, gone)


def _clean_attribute(element, key: str, value: str, local: str, gone: set[str]) -> None:
    short = key.rpartition("}")[2]
    leads_nowhere = key.startswith(f"{{{RELATION}}}") and value in gone
    if leads_nowhere or short.startswith("rsid") or (short == "date" and local in DATED):
        del element.attrib[key]
    elif short in ATTRIBUTES:
        _replace(element, key, ATTRIBUTES[short])
    elif local in {"cNvPr", "docPr", "cmAuthor"} and short in {"name", "descr", "title"}:
        _unname(element, key, value, local)


def _unname(element, key: str, value: str, local: str) -> None:
    """A picture is often called as its file, and that as whom is on it."""
    if local == "cmAuthor":
        element.set(key, NOBODY)
    elif A_FILE.search(value):
        element.set(key, "")


def _replace(element, key: str, value: str | None) -> None:
    if value is None:
        del element.attrib[key]
    else:
        element.set(key, value)


def _take_out(element) -> None:
    """Without its tail the text after it would go along."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _clean_relations(root, name: str, kept: set[str]) -> None:
    """Lead to no part that is gone, and to no file on somebody's disk."""
    for relation in list(root):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            if relation.get("Type", "").endswith("/attachedTemplate"):
                root.remove(relation)
            elif not OPEN_TARGET.match(target):
                relation.set("Target", "about:blank")
        elif _resolved(name, target) not in kept:
            root.remove(relation)


def _gone_references(parts: dict[str, bytes], names: set[str]) -> dict[str, set[str]]:
    """Of each part, by which ids it speaks of parts that are dropped."""
    found: dict[str, set[str]] = {}
    for name, part in parts.items():
        if name.endswith(".rels"):
            own = _part_of(name)
            for relation in _tree(part):
                template = relation.get("Type", "").endswith("/attachedTemplate")
                internal = relation.get("TargetMode") != "External"
                if template or (internal and _resolved(name, relation.get("Target", "")) in names - parts.keys()):
                    found.setdefault(own, set()).add(relation.get("Id", ""))
    return found


def _part_of(relations: str) -> str:
    """The part to which a list of relations belongs: `word/_rels/document.xml.rels` to `word/document.xml`."""
    path = PurePosixPath(relations)
    return str(path.parent.parent / path.name.removesuffix(".rels"))


def _resolved(relations: str, target: str) -> str:
    """The name of the part that a relation leads to."""
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = []
    for step in [*PurePosixPath(relations).parent.parent.parts, *target.split("#")[0].split("/")]:
        if step == ".." and steps:
            steps.pop()
        elif step not in {"", ".", ".."}:
            steps.append(step)
    return "/".join(steps)


def _clean_list(root, kept: set[str]) -> None:
    """The list of contents names what is there, and no more."""
    for entry in list(root):
        path = next(
            (value for key, value in entry.attrib.items() if key.rpartition("}")[2] in {"PartName", "full-path"}), None
        )
        if path is not None and path != "/" and path.lstrip("/") not in kept:
            root.remove(entry)


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in sorted(parts, key=lambda name: name != "mimetype"):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            # The same whatever it was packed on.
            entry.create_system, entry.external_attr = 0, 0
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(entry, parts[name], compress_type=packing)
    return out.getvalue()


if __name__ == "__main__":
    main()
