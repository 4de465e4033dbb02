//! Whether the index of a pack points into the pack (gitformat-pack). libgit2 follows an offset wherever it leads, also out of
//! its memory.

use super::objects::hash;
use std::io::{Error, Read, Seek, SeekFrom};

const MAGIC: [u8; 4] = *b"\xfftOc";
/// How many objects have an id that begins with each byte, or with a lower one.
const FANOUT: usize = 4 * 256;
/// An offset with this bit is the number of an entry in the table of large ones.
const LARGE: u32 = 1 << 31;

/// Does every offset of an index lie in its pack of `pack_length` bytes? Ids have `id_length` bytes.
///
/// # Errors
/// If the index is too short, or cannot be read.
pub(super) fn points_into_pack(
    mut index: impl Read + Seek,
    id_length: u64,
    pack_length: u64,
) -> Result<bool, Error> {
    let mut begins = [0; 4];
    index.read_exact(&mut begins)?;
    let is_second = begins == MAGIC;
    let tables = if is_second { 8 } else { 0 };
    index.seek(SeekFrom::Start(tables))?;
    let mut fanout = [0; FANOUT];
    index.read_exact(&mut fanout)?;
    let counts: Vec<u32> = fanout.chunks_exact(4).map(number).collect();
    let count = u64::from(counts.last().copied().unwrap_or(0));
    if !counts.is_sorted() {
        return Ok(false);
    }
    let entries = tables + FANOUT as u64;
    // The checksum of the pack stands behind its last object.
    let is_inside = |offset: u64| offset < pack_length.saturating_sub(id_length);
    if !is_second {
        // An offset and an id for each object.
        let mut table = vec![0; length(count, 4 + id_length)?];
        index.seek(SeekFrom::Start(entries))?;
        index.read_exact(&mut table)?;
        let each = usize::try_from(4 + id_length).unwrap_or(usize::MAX);
        return Ok(table.chunks_exact(each).all(|entry| is_inside(number(entry).into())));
    }
    // The ids, then a checksum for each, then the offsets; those of large packs are numbers of entries of another table.
    index.seek(SeekFrom::Start(entries + count * (id_length + 4)))?;
    let mut table = vec![0; length(count, 4)?];
    index.read_exact(&mut table)?;
    let offsets: Vec<u32> = table.chunks_exact(4).map(number).collect();
    let large = offsets.iter().filter(|offset| **offset & LARGE != 0).count();
    let mut table = vec![0; length(large as u64, 8)?];
    index.read_exact(&mut table)?;
    let large: Vec<u64> = table
        .chunks_exact(8)
        .map(|entry| u64::from(number(entry)) << 32 | u64::from(number(&entry[4..])))
        .collect();
    Ok(offsets.into_iter().all(|offset| {
        let offset = if offset & LARGE == 0 {
            Some(u64::from(offset))
        } else {
            large.get((offset & !LARGE) as usize).copied()
        };
        offset.is_some_and(is_inside)
    }))
}

/// In bytes. No index has so many objects that this would fail.
fn length(count: u64, each: u64) -> Result<usize, Error> {
    const MOST: u64 = 4 << 30;
    let length = count.checked_mul(each).filter(|length| *length <= MOST);
    length.and_then(|length| usize::try_from(length).ok()).ok_or_else(|| Error::other("too many objects"))
}

/// The first four bytes, most significant first.
fn number(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(u32::MAX, |bytes| u32::from_be_bytes(*bytes))
}

/// Does a file that ends in the checksum of what stands before it, as the index of several packs does, have the right one?
pub(super) fn has_its_checksum(file: &[u8], id_length: usize) -> bool {
    let Some(end) = file.len().checked_sub(id_length) else { return false };
    let (content, checksum) = file.split_at(end);
    let mut hasher = gix_hash::hasher(hash(id_length));
    hasher.update(content);
    hasher.try_finalize().is_ok_and(|found| found.as_bytes() == checksum)
}
