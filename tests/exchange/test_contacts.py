"""A table of contacts, as Google, Outlook, HubSpot, Pipedrive and people write them."""

from pathlib import Path

import pytest

from precall.errors import UsageError
from precall.exchange.contacts import Contact, contacts
from precall.model.memory import Person

GOOGLE = "First Name,Last Name,Organization Name,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Website 1 - Value\n"
OUTLOOK = "First Name,Last Name,Web Page,E-mail Address,E-mail 2 Address,Business Phone,Company\n"
HUBSPOT = "Record ID,First Name,Last Name,Email,Phone Number,Associated Company\n"
PIPEDRIVE = (
    "Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work,Organization - Website\n"
)


def read(folder: Path, table: str) -> tuple[Contact, ...]:
    """The contacts of a table in which nothing is wrong."""
    found = contacts(written(folder, table))
    assert (found.bad, found.left_out) == ((), ())
    return found.found


def written(folder: Path, table: str) -> Path:
    """The table as a file."""
    path = folder / "contacts.csv"
    path.write_text(table, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "table",
    [
        GOOGLE
        + "Jo,Park,Reed Bakery,jo@reed.example ::: jo.park@gmail.com,,+44 113 496 0101 ::: +44 7700 900101,\n",
        GOOGLE
        + "Jo,Park,Reed Bakery,jo.park@gmail.com ::: jo@reed.example,,+44 113 496 0101,http\\://www.reed.example\n",
        GOOGLE
        + "Jo,Park,Reed Bakery,jo.park@gmail.com,jo@reed.example,+44 113 496 0101,https://www.reed.example\n",
        OUTLOOK + "Jo,Park,www.reed.example,jo@reed.example,,+44 113 496 0101,Reed Bakery\n",
        HUBSPOT + "7,Jo,Park,jo@reed.example,+44 113 496 0101,Reed Bakery (reed.example)\n",
        PIPEDRIVE + "Jo Park,Reed Bakery,jo@reed.example,'+44 113 496 0101,reed.example\n",
    ],
    ids=["two values", "private first", "two columns", "outlook", "hubspot", "pipedrive"],
)
def test_one_person_is_the_same_from_every_program(tmp_path: Path, table: str) -> None:
    """The company's own mailbox, its website, its name and the first telephone number."""
    (found,) = read(tmp_path, table)
    assert found.key in ("reed.example", "jo@reed.example")
    assert (found.company, found.email) == ("Reed Bakery", "jo@reed.example")
    assert found.person == Person("Jo Park", "jo@reed.example", "+44 113 496 0101")


def test_a_private_mailbox_without_a_company_is_no_client(tmp_path: Path) -> None:
    """It is told and left out; where the row names a company, it is one."""
    rows = "Mum,,,mum.4711@gmail.com,,07700 900123,\nAl,Reed,Reed Bakery,reed.bakery@gmail.com,,,\n"
    found = contacts(written(tmp_path, GOOGLE + rows))
    assert [one.key for one in found.found] == ["reed.bakery@gmail.com"]
    (left_out,) = found.left_out
    assert left_out.startswith("row 2: 'mum.4711@gmail.com' is an address at a free mail provider")


def test_an_address_inside_exchange_is_no_address(tmp_path: Path) -> None:
    """The row is left out and told; where a website stands beside it, that counts."""
    inside = "/o=ExchangeLabs/cn=Recipients/cn=al"
    rows = f"Al,Reed,,{inside},,,Reed\nBo,Fern,www.fern.example,{inside},,,Fern\nJo,Park,,jo@reed.example,{inside},,Reed\n"
    found = contacts(written(tmp_path, OUTLOOK + rows))
    assert [(one.key, one.email) for one in found.found] == [
        ("fern.example", ""),
        ("jo@reed.example", "jo@reed.example"),
    ]
    assert (found.bad, len(found.left_out)) == ((), 1)
    assert found.left_out[0].startswith(f"row 2: '{inside}' is an address inside Exchange")


def test_commas_and_semicolons_belong_to_a_name(tmp_path: Path) -> None:
    """Only cells with mailboxes, telephone numbers and websites hold several values."""
    rows = 'Jo,"Park, Jr.",,jo@reed.example; jo2@reed.example,,,"Reed & Fern; Trade, Town"\n'
    (found,) = read(tmp_path, OUTLOOK + rows)
    assert (found.company, found.email) == ("Reed & Fern; Trade, Town", "jo@reed.example")
    assert found.person is not None
    assert found.person.name == "Jo Park, Jr."


def test_a_number_that_a_spreadsheet_rounded_is_no_telephone_number(tmp_path: Path) -> None:
    """Its last digits are gone."""
    (found,) = read(tmp_path, HUBSPOT + "8,Al,Reed,al@reed.example,4.41E+11,Reed\n")
    assert found.person == Person("Al Reed", "al@reed.example", "")


def test_somebody_filed_by_the_family_name_is_called_by_their_parts(tmp_path: Path) -> None:
    """Google's "file as" is no name to greet by; a name in one column stays as it is."""
    table = 'Name,Given Name,Family Name,E-mail\n"Lark, Bea",Bea,Lark,bea@tidewell.example\nDr Jo Rook,Jo,Rook,jo@rook.example\n'
    people = [contact.person for contact in read(tmp_path, table)]
    assert people == [Person("Bea Lark", "bea@tidewell.example"), Person("Dr Jo Rook", "jo@rook.example")]


def test_cards_are_told_from_a_table(tmp_path: Path) -> None:
    """And what to do is said."""
    with pytest.raises(UsageError, match="Export the contacts as CSV"):
        contacts(written(tmp_path, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bea Lark\r\nEND:VCARD\r\n"))


WHOLE = {
    # with the columns that each program writes, as far as they matter, in its own encoding
    "google": (
        "utf-8-sig",
        "First Name,Middle Name,Last Name,Name Prefix,Nickname,File As,Organization Name,Organization Title,Birthday,Notes,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,"
        "Address 1 - Formatted,Website 1 - Label,Website 1 - Value\r\n"
        "Tessa,,Quill,Dr,,,Quill Looms,Owner,,met at fair,* myContacts ::: Clients,* Work,tq@gmail.com ::: tessa@quill.example,,,"
        "Work ::: Mobile,+44 1632 960111 ::: +44 7700 900222,,,Profile ::: Work,https\\://www.facebook.com/quill ::: http\\://quill.example\r\n"
        "Gran,,,,,,,,,,* myContacts,,,,,Mobile,07700 900999,,,,\r\n",
        "quill.example",
        "Quill Looms",
        Person("Tessa Quill", "tessa@quill.example", "+44 1632 960111"),
        ["row 3: neither an e-mail address nor a website"],
    ),
    "outlook": (
        "cp1252",
        '"Anrede","Vorname","Nachname","Firma","Position","Telefon geschäftlich","Mobiltelefon","E-Mail-Adresse","E-Mail-Typ",'
        '"E-Mail: Angezeigter Name","E-Mail 2: Adresse","Notizen","Webseite"\r\n'
        '"Frau","Käthe","Größl","Größl Hüte","","+43 1 000000","","kaethe@groessl.example","SMTP","Käthe Größl",'
        '"k@gmx.example","zwei\r\nZeilen","http://www.groessl.example"\r\n',
        "groessl.example",
        "Größl Hüte",
        Person("Käthe Größl", "kaethe@groessl.example", "+43 1 000000"),
        [],
    ),
    "hubspot": (
        "utf-8",
        '"Record ID","First Name","Last Name","Email","Phone Number","Contact owner","Lead Status","Create Date","Associated Company",'
        '"Associated Company IDs","Additional email addresses"\n'
        '"101","Mo","Tarn","mo@tarn.example","+44 1632 960444","me@kestrel.example","NEW","2026-11-01 10:00",'
        '"Tarn Works (tarn.example);Tarn Holding","55;56","mo2@tarn.example;mo@gmail.com"\n',
        "tarn.example",
        "Tarn Works",
        Person("Mo Tarn", "mo@tarn.example", "+44 1632 960444"),
        [],
    ),
    "pipedrive": (
        "utf-8",
        "Person - ID,Person - Name,Person - Label,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,"
        "Person - Owner,Organization - Website\n"
        '7,Uma Brook,Hot,Brook Dairy,"uma@brook.example, office@brook.example",uma@gmail.com,"+44 1632 960555, +44 1632 960556",'
        "Nora Kestrel,\n",
        "brook.example",
        "Brook Dairy",
        Person("Uma Brook", "uma@brook.example", "+44 1632 960555"),
        [],
    ),
}


@pytest.mark.parametrize("program", sorted(WHOLE))
def test_a_whole_export_is_read_as_its_program_writes_it(tmp_path: Path, program: str) -> None:
    """Labels, owners, dates and ids are no client's; who has a telephone number alone is told, and stops nothing."""
    encoding, table, key, company, person, left_out = WHOLE[program]
    path = tmp_path / "contacts.csv"
    path.write_bytes(table.encode(encoding))
    read = contacts(path)
    (found,) = read.found
    assert found.key in (key, person.email)
    assert (found.company, found.person) == (company, person)
    assert (read.bad, list(read.left_out)) == ((), left_out)


@pytest.mark.parametrize(
    "header",
    [
        "Vorname;Nachname;Firma;Telefon geschäftlich;E-Mail-Adresse;Webseite",
        "Prénom;Nom;Société;Téléphone (bureau);Adresse de messagerie;Page Web",
        "Nombre;Apellidos;Organización;Teléfono del trabajo;Dirección de correo electrónico;Página Web",
        "Nome;Cognome;Società;Telefono ufficio;Indirizzo posta elettronica;Pagina Web",
        "Voornaam;Achternaam;Bedrijf;Telefoon werk;E-mailadres;Webpagina",
        "Primeiro nome;Apelido;Empresa;Telefone comercial;Endereço de email;Página Web",
        "Förnamn;Efternamn;Företag;Telefon, arbete;E-postadress;Webbsida",
    ],
)
def test_an_address_book_is_read_in_each_language(tmp_path: Path, header: str) -> None:
    """As mail programs call their columns there."""
    table = f"{header}\nJo;Park;Reed Bakery;+44 113 496 0101;jo@reed.example;http://www.reed.example\n"
    (found,) = read(tmp_path, table)
    assert (found.key, found.company) == ("reed.example", "Reed Bakery")
    assert found.person == Person("Jo Park", "jo@reed.example", "+44 113 496 0101")
