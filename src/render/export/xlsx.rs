//! A workbook for spreadsheets (Office Open XML, ISO/IEC 29500): a sheet of claims, one of evidence and one of sources, in which words are words,
//! numbers numbers and days days. Nothing in it is a formula or a link. The same claims on the same day give the same bytes.

use crate::render::escape::sheet_text;
use crate::render::{OutputOptions, audit};
use crate::report::export::Export;
use crate::report::table::{Cell, Column, Table};
use crate::report::words::Tone;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::io;
use unicode_width::UnicodeWidthStr;

/// Writes the workbook.
pub(crate) fn write(export: &Export, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    // Its errors name rows and columns that are too many, and nothing out of files.
    out.write_all(&workbook(export).map_err(|error| io::Error::new(io::ErrorKind::FileTooLarge, error))?)
}

fn workbook(export: &Export) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title("Claims and their evidence");
    workbook.set_properties(&match date_time(export.today) {
        Some(today) => properties.set_creation_datetime(&today),
        None => properties,
    });
    let looks = Looks::new();
    let claims = sentences_second(&export.claims);
    for (name, table) in [("Claims", &claims), ("Evidence", &export.evidence), ("Sources", &export.sources)] {
        fill(workbook.add_worksheet().set_name(name)?, table, &looks)?;
    }
    workbook.save_to_buffer()
}

/// What a claim states beside its id, where people look first.
fn sentences_second(claims: &Table) -> Table {
    let mut table = claims.clone();
    if let Some(at) = table.columns.iter().position(|column| column.key == "statement").filter(|at| *at > 1) {
        table.columns[1..=at].rotate_right(1);
        table.rows.iter_mut().filter_map(|row| row.get_mut(1..=at)).for_each(|row| row.rotate_right(1));
    }
    table
}

/// So many columns are printed: more would be too small to read.
const PRINTED: u16 = 8;

fn fill(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, column.title, &looks.heading)?;
        sheet.set_column_width(at, width(column, table, usize::from(at)))?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (at, cell) in (0..).zip(cells) {
            put(sheet, (row, at), cell, looks)?;
        }
    }
    // The first column names the claim or source.
    sheet.set_freeze_panes(1, 1)?;
    let last = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last(table.rows.len()), last_column)?;
    // On paper: across, as wide as the page, the headings on each.
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    if table.columns.len() > usize::from(PRINTED) {
        sheet.set_print_area(0, 0, last(table.rows.len()), PRINTED - 1)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, (row, at): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    // A spreadsheet's numbers are exact for every count that a table can have.
    #[allow(clippy::cast_precision_loss)]
    let number = |number: usize| number as f64;
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Number(count) => sheet.write_number_with_format(row, at, number(*count), &looks.plain)?,
        Cell::Share(share) | Cell::Bar(share) => {
            sheet.write_number_with_format(row, at, *share, &looks.share)?
        }
        Cell::Day(day) => match date_time(*day) {
            Some(date) => sheet.write_datetime_with_format(row, at, &date, &looks.day)?,
            None => sheet.write_string_with_format(row, at, day.to_string(), &looks.plain)?,
        },
        Cell::Status(status) => {
            sheet.write_string_with_format(row, at, status.name, looks.of(status.tone))?
        }
        words => sheet.write_string_with_format(row, at, text(words), &looks.words)?,
    };
    Ok(())
}

/// The words of a cell.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::List(words) => sheet_text(&words.join("; ")),
        cell => sheet_text(&audit::in_words(cell)),
    }
}

/// The day as a spreadsheet counts it. Those before 1900 it cannot: it holds that year for a leap year.
fn date_time(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// The widest column, in characters; what is longer is wrapped.
const WIDEST: usize = 50;

/// As wide as its widest cell, with room for the mark of the filter beside the heading.
fn width(column: &Column, table: &Table, at: usize) -> f64 {
    let widths = table.rows.iter().map(|row| text(&row[at]).lines().map(UnicodeWidthStr::width).max());
    let widest = widths.flatten().max().unwrap_or(0).max(column.title.width() + 3).min(WIDEST) + 1;
    u32::try_from(widest).map_or(0.0, f64::from)
}

/// How cells look.
struct Looks {
    heading: Format,
    plain: Format,
    words: Format,
    share: Format,
    day: Format,
    full: Format,
    middle: Format,
    light: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let heading = plain.clone().set_bold().set_border_bottom(FormatBorder::Thin);
        let status = |paper: u32, ink: u32| plain.clone().set_background_color(paper).set_font_color(ink);
        Self {
            heading,
            words: plain.clone().set_text_wrap(),
            share: plain.clone().set_num_format("0 %"),
            day: plain.clone().set_num_format("yyyy-mm-dd"),
            // Dark on light, so that the words can be read whoever prints them.
            full: status(0x00C6_EFCE, 0x0000_6100),
            middle: status(0x00FF_EB9C, 0x007F_4F00),
            light: status(0x00ED_EDED, 0x0040_4040),
            plain,
        }
    }

    fn of(&self, tone: Tone) -> &Format {
        match tone {
            Tone::Good => &self.full,
            Tone::Middle => &self.middle,
            Tone::Weak => &self.light,
            Tone::Plain | Tone::Bad => &self.plain,
        }
    }
}
