//! Objects of a trusted repository, read on several threads at once.
//!
//! Where this fails it gives no reason: the caller then tries libgit2, which does. But libgit2 loops forever on a truncated
//! loose object, so [`is_whole`] finds those first.

use super::{Id, Kind};
use flate2::read::ZlibDecoder;
use gix_hash::oid;
use gix_object::Find;
use gix_odb::HandleArc;
use gix_odb::pack::cache::DecodeEntry;
use gix_odb::store::init::Options;
use std::cell::RefCell;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most memory for unpacking one object, in bytes: room for the largest tree, its delta base and the delta. The library
/// checks the sizes in the headers against it, which is 5 % faster than asking for the size of each object first.
const ALLOCATION_LIMIT: usize = 48 << 20;

/// A larger buffer, in bytes, is not kept for the next object.
const KEPT_BUFFER: usize = 4 << 20;

/// The object database; its mapped files are shared by all threads.
pub(super) struct Store(Arc<gix_odb::Store>);

/// One thread's handle to the object database.
pub(super) struct Objects {
    handle: HandleArc,
    buffer: RefCell<Vec<u8>>,
}

impl Store {
    /// The store in the folder `objects` of a repository whose ids have `id_length` bytes; `None` if it cannot be opened.
    pub(super) fn open(objects: &Path, id_length: usize) -> Option<Self> {
        let options = Options { alloc_limit_bytes: Some(ALLOCATION_LIMIT), ..Options::default() };
        // No replacement objects (`git replace`): libgit2 ignores them too, and the history must be the same in every clone.
        let none = &mut std::iter::empty();
        Some(Self(Arc::new(
            gix_odb::Store::at_opts(objects.to_owned(), hash(id_length), none, options).ok()?,
        )))
    }

    /// A handle for one thread.
    pub(super) fn objects(&self) -> Objects {
        let handle = HandleArc::from(self.0.to_handle_arc()).with_pack_cache(|| Box::<Unpacked>::default());
        Objects { handle, buffer: RefCell::default() }
    }
}

/// Loose objects, those of alternates included.
pub(super) struct Loose {
    /// The folders of objects, each with what its sub-folders are called, by the first byte of the ids in them.
    folders: Vec<(PathBuf, [bool; 256])>,
}

/// No more bytes of an object are unpacked to see whether it is whole.
const UNPACKED_AT_MOST: u64 = 64 << 20;

impl Loose {
    /// Of the folder `objects`.
    pub(super) fn of(objects: &Path) -> Self {
        let borrowed = gix_odb::alternate::resolve(objects.to_owned(), Path::new(".")).unwrap_or_default();
        let sub_folders = |folder: PathBuf| {
            let mut first = [false; 256];
            for (byte, has) in first.iter_mut().enumerate() {
                *has = folder.join(format!("{byte:02x}")).is_dir();
            }
            (folder, first)
        };
        Self { folders: std::iter::once(objects.to_owned()).chain(borrowed).map(sub_folders).collect() }
    }

    /// The file of a loose object, if there is one.
    pub(super) fn path(&self, name: Id) -> Option<PathBuf> {
        let first = usize::from(*name.as_bytes().first()?);
        let folders = self.folders.iter().filter(|(_, sub_folders)| sub_folders.get(first) == Some(&true));
        let mut hex = None;
        let mut paths = folders.map(|(folder, _)| {
            let hex = hex.get_or_insert_with(|| name.to_string());
            folder.join(&hex[..2]).join(&hex[2..])
        });
        paths.find(|path| path.symlink_metadata().is_ok())
    }
}

/// Is this what a loose object looks like (gitformat-loose): a header with the size, and as many bytes, to the end of the
/// stream with its checksum? Of a very large one only the beginning is looked at.
pub(super) fn is_whole(packed: impl Read) -> bool {
    const LONGEST_HEADER: usize = 64;
    let mut unpacked = ZlibDecoder::new(packed).take(UNPACKED_AT_MOST);
    let mut begins = Vec::with_capacity(LONGEST_HEADER);
    let read = (&mut unpacked).take(LONGEST_HEADER as u64).read_to_end(&mut begins);
    let size = || {
        let header = begins.get(..memchr::memchr(0, &begins)?)?;
        let size = std::str::from_utf8(header).ok()?.split_once(' ')?.1.parse::<u64>().ok()?;
        Some(size.saturating_add(header.len() as u64 + 1))
    };
    let Some(size) = size().filter(|_| read.is_ok()) else { return false };
    let rest = std::io::copy(&mut unpacked, &mut std::io::sink());
    rest.is_ok_and(|rest| begins.len() as u64 + rest == size.min(UNPACKED_AT_MOST))
}

/// The hash whose ids have `id_length` bytes.
pub(super) fn hash(id_length: usize) -> gix_hash::Kind {
    if id_length == 32 { gix_hash::Kind::Sha256 } else { gix_hash::Kind::Sha1 }
}

impl Objects {
    /// What `understand` makes of the object; `None` if it is missing, damaged, of another kind or larger than `limit`.
    pub(super) fn read<T>(
        &self,
        name: Id,
        kind: Kind,
        limit: u64,
        parse: impl FnOnce(&[u8]) -> T,
    ) -> Option<T> {
        let name = oid::try_from_bytes(name.as_bytes()).ok()?;
        let mut buffer = self.buffer.borrow_mut();
        if buffer.capacity() > KEPT_BUFFER {
            *buffer = Vec::new();
        }
        let read = || {
            let object = self.handle.try_find(name, &mut buffer).ok()??;
            let is_expected = object.kind == kind.of_gix() && object.data.len() as u64 <= limit;
            is_expected.then(|| parse(object.data))
        };
        // The library panics on some damaged pack indexes. It only reads, so nothing is left half done.
        catch_unwind(AssertUnwindSafe(read)).ok()?
    }
}

impl Kind {
    pub(super) fn of_gix(self) -> gix_object::Kind {
        match self {
            Kind::Commit => gix_object::Kind::Commit,
            Kind::Tag => gix_object::Kind::Tag,
            Kind::Tree => gix_object::Kind::Tree,
            Kind::Blob => gix_object::Kind::Blob,
        }
    }
}

/// A cache of unpacked delta bases, by pack and offset, with one object in each slot.
struct Unpacked {
    slots: Vec<Slot>,
    bytes: usize,
}

#[derive(Clone, Default)]
struct Slot {
    place: Option<(u32, u64)>,
    data: Vec<u8>,
    kind: Option<gix_object::Kind>,
    packed: usize,
}

/// Room for one tree of each folder of claims, mostly without collisions.
const SLOTS: usize = 1 << 12;
/// The most bytes in the cache.
const KEPT: usize = 8 << 20;

impl Default for Unpacked {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); SLOTS], bytes: 0 }
    }
}

/// The slot of an object, by a multiplicative hash (Knuth).
fn slot(offset: u64) -> usize {
    usize::try_from(offset.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS.trailing_zeros())).unwrap_or(0)
}

impl DecodeEntry for Unpacked {
    fn put(&mut self, pack: u32, offset: u64, data: &[u8], kind: gix_object::Kind, packed: usize) {
        if data.len() > KEPT {
            return;
        }
        let slot = &mut self.slots[slot(offset)];
        let before = slot.data.capacity();
        slot.data.clear();
        slot.data.extend_from_slice(data);
        (slot.place, slot.kind, slot.packed) = (Some((pack, offset)), Some(kind), packed);
        self.bytes = self.bytes + slot.data.capacity() - before;
        if self.bytes > KEPT {
            *self = Self::default();
        }
    }

    fn get(&mut self, pack: u32, offset: u64, out: &mut Vec<u8>) -> Option<(gix_object::Kind, usize)> {
        let slot = self.slots.get(slot(offset)).filter(|slot| slot.place == Some((pack, offset)))?;
        out.clear();
        out.extend_from_slice(&slot.data);
        Some((slot.kind?, slot.packed))
    }
}
