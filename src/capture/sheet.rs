//! Sheets: CSV (RFC 4180, and what offices make of it), XLSX (ECMA-376-1, 18) and ODS (`OpenDocument` 1.3, 9).
//!
//! A row is a paragraph in which each value follows the head of its column, so that it can be quoted alone; before it stands the number
//! that the office program shows beside it. Where there is no row of heads, the letter of the column stands there. Values of formulas are
//! read, not the formulas. ODS says how a number is shown; XLSX says how it is stored: percents and dates are shown, other formats are not.

use super::flow::too_much;
use super::left_out::left_out;
use super::written::{Block, Written};
use super::xml::{Step, Steps};
use super::zipped::Parts;
use super::{Captured, MOST_TEXT, Markup, Refused, plain};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Which way of reading this is.
pub const EXTRACTOR: &str = "sheet 1";

/// A sheet. Rows and columns count from 0.
#[derive(Debug, Default)]
struct Sheet {
    /// None where there is but one, which has no name.
    name: Option<String>,
    rows: BTreeMap<usize, BTreeMap<usize, String>>,
    size: usize,
}

/// What it takes to keep a value, besides its text: a small file may repeat one a million times.
const KEEPING: usize = 32;

impl Sheet {
    fn put(&mut self, row: usize, column: usize, value: String) -> Result<(), Refused> {
        if value.trim().is_empty() {
            return Ok(());
        }
        self.size += value.len() + KEEPING;
        self.rows.entry(row).or_default().insert(column, value);
        if self.size > MOST_TEXT { Err(too_much()) } else { Ok(()) }
    }
}

/// Reads a sheet in CSV: its separator and its encoding by looks.
pub fn read_csv(bytes: &[u8]) -> Result<Captured, Refused> {
    let (text, encoding, notes) = plain::decoded(bytes);
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut sheet = Sheet::default();
    let mut row = 0;
    let (separator, body) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        // Excel hides this line, and counts on from it.
        Some((separator, body)) if separator.len() == 1 => {
            row += 1;
            (separator.as_bytes().first().copied().unwrap_or(b','), body)
        }
        _ => (separator(&text), &*text),
    };
    let mut reader = csv_reader(separator, body);
    let mut record = csv::StringRecord::new();
    let mut at = 0;
    while reader.read_record(&mut record).is_ok_and(|is_there| is_there) {
        // The library passes over empty lines; offices count them.
        row += body.bytes().skip(at).take_while(|byte| *byte == b'\n').count();
        at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        for (column, value) in record.iter().enumerate() {
            sheet.put(row, column, value.to_owned())?;
        }
        row += 1;
    }
    Ok(Captured { encoding, ..captured(&[sheet], notes)? })
}

fn csv_reader(separator: u8, text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The sign that parts most of the first rows into equally many fields.
fn separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for record in csv_reader(separator, text).records().take(50).flatten() {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths.into_iter().filter(|(width, _)| *width > 1).map(|(width, count)| (count, width)).max()
    };
    // Of equals the last is the greatest: the comma stands last.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

/// Reads an Excel workbook.
pub fn read_xlsx(bytes: &[u8]) -> Result<Captured, Refused> {
    let mut parts = Parts::open(bytes)?;
    parts.prove()?;
    let mut notes = notes_of_xlsx(&mut parts)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut sheets = Vec::new();
    let mut size = 0;
    let mut shaped = 0;
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            notes.push(format!("the sheet \"{}\" is no table, and was left out", meta.name));
            continue;
        }
        if meta.visible != SheetVisible::Visible {
            notes.push(format!("the sheet \"{}\" is hidden in the workbook, and is in the text", meta.name));
        }
        let mut sheet = Sheet { name: Some(meta.name.clone()), size, ..Sheet::default() };
        let mut cells = book.worksheet_cells_reader(&meta.name).map_err(|error| unreadable(&error))?;
        let formats: Vec<String> = cells
            .styles()
            .iter()
            .map(|style| {
                style.number_format.as_ref().map_or_else(String::new, |format| format.format_code.clone())
            })
            .collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| unreadable(&error))? {
            let (row, column) = cell.get_position();
            let format = formats.get(style).map_or("", String::as_str);
            let value = match cell.get_value() {
                DataRef::Float(number) => {
                    shaped += usize::from(is_shaped(format));
                    shown(*number, format)
                }
                DataRef::Int(number) => number.to_string(),
                DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
                    words.clone()
                }
                DataRef::SharedString(words) => (*words).to_owned(),
                DataRef::Bool(is) => if *is { "TRUE" } else { "FALSE" }.to_owned(),
                DataRef::DateTime(when) => moment(when),
                DataRef::Error(error) => error.to_string(),
                DataRef::Empty => continue,
            };
            sheet.put(row as usize, column as usize, value)?;
        }
        size = sheet.size;
        sheets.push(sheet);
    }
    if shaped > 0 {
        notes.push(format!("numbers that the sheet shows rounded, grouped or with a unit stand here as they are stored: {shaped}"));
    }
    captured(&sheets, notes)
}

/// What the reader of workbooks does not tell, by its traces in the parts.
fn notes_of_xlsx(parts: &mut Parts) -> Result<Vec<String>, Refused> {
    let names: Vec<String> = parts.names().map(str::to_owned).collect();
    let (mut is_hidden, mut merged, mut comments, mut empty) = (false, 0, 0, 0);
    for name in names {
        let count = |bytes: &[u8], trace: &str| memchr::memmem::find_iter(bytes, trace).count();
        if name.starts_with("xl/worksheets/") {
            let bytes = parts.part(&name)?.unwrap_or_default();
            is_hidden |= count(&bytes, " hidden=\"1\"") + count(&bytes, " hidden=\"true\"") > 0;
            merged += count(&bytes, "<mergeCell ");
            empty += count(&bytes, "</f></c>")
                + count(&bytes, "</f><v></v></c>")
                + count(&bytes, "</f><v/></c>")
                + count(&bytes, "</f><v /></c>");
        }
        if name.starts_with("xl/comments") {
            comments += count(&parts.part(&name)?.unwrap_or_default(), "<comment ");
        }
    }
    let mut notes = Vec::new();
    if parts.names().any(|name| name.starts_with("xl/drawings/drawing") || name.starts_with("xl/charts/")) {
        notes.push("charts, pictures and text boxes left out".to_owned());
    }
    if is_hidden {
        notes.push("some rows or columns are hidden in the workbook, and are in the text".to_owned());
    }
    if merged > 0 {
        notes.push(format!("merged cells, whose value stands at the first of them alone: {merged}"));
    }
    if comments > 0 {
        notes.push(format!("comments left out: {comments}"));
    }
    if empty > 0 {
        notes.push(format!(
            "formulas without a stored value, of which nothing is in the text: {empty}; open the workbook in an office program and save it"
        ));
    }
    Ok(notes)
}

fn unreadable(error: &XlsxError) -> Refused {
    let help = "open it in an office program and save it as .xlsx or .csv".to_owned();
    match error {
        XlsxError::Password => Refused { what: "is encrypted".to_owned(), help },
        _ => Refused { what: "is a damaged Excel workbook".to_owned(), help },
    }
}

/// Does a format show a number otherwise than it is written here?
fn is_shaped(format: &str) -> bool {
    !format.contains('%') && !matches!(format, "" | "General" | "GENERAL" | "0" | "@" | "#")
}

/// A number as Excel shows it where no format but percent shapes it: 15 digits, no trailing zeros.
fn shown(number: f64, format: &str) -> String {
    let digits = |number: f64| format!("{number:.14e}").parse().unwrap_or(number);
    if !format.contains('%') {
        return digits(number).to_string();
    }
    let first = format.split(';').next().unwrap_or("");
    let decimals = first
        .split_once('.')
        .map_or(0, |(_, rest)| rest.chars().take_while(|c| matches!(c, '0' | '#')).count());
    format!("{:.*}%", decimals.min(15), digits(number * 100.0))
}

/// A day, a time of day, or both, as ISO 8601 has them; a stretch of time in hours.
fn moment(when: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    if when.is_duration() {
        let seconds = (when.as_f64() * 86_400.0).round();
        let (sign, seconds) = if seconds < 0.0 { ("-", -seconds) } else { ("", seconds) };
        let part = |size: f64, most: f64| (seconds / size).floor() % most;
        return format!("{sign}{}:{:02}:{:02}", part(3600.0, f64::MAX), part(60.0, 60.0), part(1.0, 60.0));
    }
    let seconds = if second == 0 { String::new() } else { format!(":{second:02}") };
    let is_day = when.as_f64() >= 1.0;
    match (is_day, (hour, minute, second) == (0, 0, 0)) {
        (false, _) => format!("{hour:02}:{minute:02}{seconds}"),
        (true, true) => format!("{year:04}-{month:02}-{day:02}"),
        (true, false) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}{seconds}"),
    }
}

/// Reads an `OpenDocument` sheet.
pub fn read_ods(bytes: &[u8]) -> Result<Captured, Refused> {
    const MOST_COLUMNS: usize = 16_384;
    const MOST_ROWS: usize = 1 << 20;
    let mut parts = Parts::open(bytes)?;
    parts.refuse_encrypted()?;
    let Some(content) = parts.text("content.xml")? else {
        return Err(Refused {
            what: "is no OpenDocument sheet: its content is missing".to_owned(),
            help: "open it in an office program and save it as .ods or .csv".to_owned(),
        });
    };
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut notes = Vec::new();
    let (mut row, mut column, mut comments, mut hidden) = (0, 0, 0, 0);
    // How often the open row and the open cell stand there.
    let (mut rows, mut columns) = (1, 1);
    let mut cell: Option<String> = None;
    let mut is_covered = false;
    let mut merged = 0;
    let mut shut: Vec<String> = Vec::new();
    let mut style = String::new();
    let mut size = 0;
    let mut steps = Steps::of(&content);
    while let Some(step) = steps.next()? {
        match step {
            Step::Open(tag) => match &*tag.name() {
                "style" => style = tag.attribute("name").unwrap_or_default(),
                "table-properties" if tag.attribute("display").as_deref() == Some("false") => {
                    shut.push(style.clone());
                }
                "table" if cell.is_none() => {
                    let name = tag.attribute("name").unwrap_or_default();
                    if tag.attribute("style-name").is_some_and(|style| shut.contains(&style)) {
                        notes.push(format!(
                            "the sheet \"{name}\" is hidden in the document, and is in the text"
                        ));
                    }
                    sheets.push(Sheet { name: Some(name), size, ..Sheet::default() });
                    row = 0;
                }
                "table-row" => {
                    hidden +=
                        usize::from(tag.attribute("visibility").is_some_and(|value| value != "visible"));
                    rows = tag.number("number-rows-repeated").unwrap_or(1).clamp(1, MOST_ROWS);
                    column = 0;
                }
                "table-cell" | "covered-table-cell" => {
                    merged += usize::from(
                        tag.number("number-columns-spanned").unwrap_or(1) > 1
                            || tag.number("number-rows-spanned").unwrap_or(1) > 1,
                    );
                    columns = tag.number("number-columns-repeated").unwrap_or(1).clamp(1, MOST_COLUMNS);
                    is_covered = tag.name() == "covered-table-cell";
                    cell = Some(String::new());
                }
                "annotation" => {
                    comments += 1;
                    steps.pass_over()?;
                }
                "tracked-changes" | "shapes" | "forms" => steps.pass_over()?,
                "p" | "s" | "tab" | "line-break" => cell.iter_mut().for_each(|cell| cell.push(' ')),
                _ => {}
            },
            Step::Words(words) => cell.iter_mut().for_each(|cell| cell.push_str(&words)),
            Step::Close(name) => match &*name {
                "table-cell" | "covered-table-cell" => {
                    let value = cell.take().unwrap_or_default();
                    if let Some(sheet) = sheets.last_mut().filter(|_| !value.trim().is_empty() && !is_covered)
                    {
                        for down in 0..rows.min(MOST_ROWS.saturating_sub(row)) {
                            for across in 0..columns {
                                sheet.put(row + down, column + across, value.trim().to_owned())?;
                            }
                        }
                        size = sheet.size;
                    }
                    column = (column + columns).min(MOST_COLUMNS);
                }
                "table-row" => row = (row + rows).min(MOST_ROWS),
                _ => {}
            },
        }
    }
    notes.extend(left_out(&[
        (hidden, "rows that are hidden or filtered away in the document, and are in the text"),
        (merged, "merged cells, whose value stands at the first of them alone"),
        (comments, "comments left out"),
    ]));
    captured(&sheets, notes)
}

fn captured(sheets: &[Sheet], notes: Vec<String>) -> Result<Captured, Refused> {
    let mut written = Written::default();
    for sheet in sheets {
        write(sheet, &mut written)?;
    }
    Ok(Captured {
        text: written.finish(),
        markup: Markup::Markdown,
        extractor: EXTRACTOR.to_owned(),
        notes,
        ..Captured::default()
    })
}

fn write(sheet: &Sheet, written: &mut Written) -> Result<(), Refused> {
    if let Some(name) = sheet.name.as_ref().filter(|_| !sheet.rows.is_empty()) {
        written.block(Block::Heading(1));
        written.words(name);
    }
    let head = head(sheet);
    for (row, cells) in &sheet.rows {
        let number = row + 1;
        written.place(
            &sheet
                .name
                .as_ref()
                .map_or_else(|| format!("row {number}"), |name| format!("{name}, row {number}")),
        );
        written.block(Block::Paragraph);
        let is_below = head.is_some_and(|(at, _)| *row > at);
        // A title above the heads, or a remark below, needs no letter.
        let is_alone = cells.len() == 1 && !(is_below && head.is_some_and(|(_, heads)| heads.len() == 1));
        for (at, (column, value)) in cells.iter().enumerate() {
            if at > 0 {
                written.mark(" | ");
            }
            let named = head.filter(|_| is_below).and_then(|(_, heads)| heads.get(column));
            match named {
                Some(name) => {
                    written.words(name.trim().trim_end_matches(':'));
                    written.words(": ");
                }
                None if head.is_some_and(|(at, _)| *row <= at) || is_alone => {}
                None => {
                    written.words(&letters(*column));
                    written.words(": ");
                }
            }
            written.words(value);
        }
        written.end_block();
        if written.len() > MOST_TEXT {
            return Err(too_much());
        }
    }
    Ok(())
}

/// The row of heads: the first of two cells or more, if it has no numbers and there are rows below it.
fn head(sheet: &Sheet) -> Option<(usize, &BTreeMap<usize, String>)> {
    let (row, cells) = sheet.rows.iter().find(|(_, cells)| cells.len() > 1)?;
    let is_number = |value: &String| {
        let digits = value.chars().filter(char::is_ascii_digit).count();
        digits > 0 && value.chars().all(|c| c.is_ascii_digit() || " .,-+%:/'\u{a0}\u{202f}€$£".contains(c))
    };
    let is_year = |value: &String| value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    // Years may be heads beside words.
    let numbers = cells.values().filter(|value| is_number(value) && !is_year(value)).count();
    let years = cells.values().filter(|value| is_year(value)).count();
    let first_is_word = cells.values().next().is_some_and(|value| !is_number(value));
    let is_head = numbers == 0 && (years == 0 || first_is_word && years + 1 >= cells.len() && years > 1);
    (is_head && sheet.rows.range(row + 1..).next().is_some()).then_some((*row, cells))
}

/// A, B, ..., Z, AA: the name of a column.
fn letters(column: usize) -> String {
    let mut all = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        all.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    all.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::super::zipped::tests::zip;
    use super::*;

    fn csv(bytes: &[u8]) -> String {
        read_csv(bytes).unwrap().text
    }

    #[test]
    fn rows_repeat_their_heads() {
        let text = csv(b"Year;Carts\n1871;640\n\n\"18\n72\";7,5\n");
        assert_eq!(
            text,
            "<!-- row 1 -->\n\nYear | Carts\n\n<!-- row 2 -->\n\nYear: 1871 | Carts: 640\n\n<!-- row 4 -->\n\nYear: 18 72 | Carts: 7,5\n"
        );
        assert_eq!(csv(b"sep=|\n1|2\n"), "<!-- row 2 -->\n\nA: 1 | B: 2\n");
        assert!(csv(b"Place,1871,1872\nVale,1,2\n").contains("Place: Vale | 1871: 1 | 1872: 2"));
        assert!(csv(b"Caf\xe9\ta\nb\tc\n").contains("Café: b | a: c"));
    }

    #[test]
    fn numbers_stand_as_they_are_shown() {
        assert_eq!(shown(0.1 + 0.2, ""), "0.3");
        assert_eq!(shown(640.0, ""), "640");
        assert_eq!(shown(0.4512, "0.0%"), "45.1%");
        assert_eq!(letters(27), "AB");
    }

    #[test]
    fn workbooks_are_read() {
        let sheet = "<worksheet><sheetData><row r='3'><c r='A3' t='inlineStr'><is><t>Year</t></is></c><c r='B3' t='inlineStr'><is><t>Share</t></is></c></row>\
            <row r='5'><c r='A5'><v>1871</v></c><c r='B5'><f>1/4</f><v>0.25</v></c></row></sheetData></worksheet>";
        let parts: [(&str, &[u8]); 4] = [
            ("_rels/.rels", b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
            ("xl/workbook.xml", b"<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='Carts' sheetId='1' r:id='b'/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='b' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ];
        let whole = zip(&parts);
        let text = read_xlsx(&whole).unwrap().text;
        assert_eq!(
            text,
            "# Carts\n\n<!-- Carts, row 3 -->\n\nYear | Share\n\n<!-- Carts, row 5 -->\n\nYear: 1871 | Share: 0.25\n"
        );
        for at in (0..whole.len()).step_by(7) {
            let mut damaged = whole.clone();
            if let Some(byte) = damaged.get_mut(at) {
                *byte ^= 0x55;
            }
            let _ = read_xlsx(&damaged);
            let _ = read_xlsx(whole.get(..at).unwrap_or(&[]));
        }
    }

    #[test]
    fn open_document_sheets_are_read_as_they_are_shown() {
        let cell = |words: &str, more: &str| {
            format!("<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>")
        };
        let rows = format!(
            "<table:table-row>{}{}</table:table-row><table:table-row table:number-rows-repeated='9999999'><table:table-cell/></table:table-row>",
            cell("Year", ""),
            cell("<text:span>45</text:span> %", "office:value='0.4512' table:number-columns-repeated='2'")
        );
        let content = format!(
            "<office:spreadsheet><table:table table:name='S'>{rows}</table:table></office:spreadsheet>"
        );
        let text = read_ods(&zip(&[("content.xml", content.as_bytes())])).unwrap().text;
        assert_eq!(text, "# S\n\n<!-- S, row 1 -->\n\nA: Year | B: 45 % | C: 45 %\n");
        let bomb = content
            .replace("'9999999'", "'2'")
            .replace("<table:table-row>", "<table:table-row table:number-rows-repeated='9999999'>")
            .replace("'2'>", "'16384'>");
        assert!(read_ods(&zip(&[("content.xml", bomb.as_bytes())])).is_err());
        let short = format!(
            "<table:table table:name='S'><table:table-row table:number-rows-repeated='900000'>{}</table:table-row></table:table>",
            cell("x", "")
        );
        let refused = read_ods(&zip(&[("content.xml", short.as_bytes())])).unwrap_err();
        assert!(refused.what.contains("more than 16 MiB"), "kept, it would take 90 MB: {}", refused.what);
    }

    proptest::proptest! {
        #[test]
        fn damaged_sheets_never_panic(bytes: Vec<u8>) {
            let _ = read_csv(&bytes);
        }
    }
}
