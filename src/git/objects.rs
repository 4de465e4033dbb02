//! Objects of a trusted repository, read on several threads at once.
//!
//! Where this fails it gives no reason: the caller then tries libgit2, which does. But libgit2 loops forever on a truncated
//! loose object, so [`Loose`] finds those first.

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
    folders: Vec<PathBuf>,
    stores: Vec<gix_odb::loose::Store>,
}

/// No more bytes are unpacked to see whether an object is as large as it says.
const UNPACKED_AT_MOST: u64 = 64 << 20;

impl Loose {
    /// Of the folder `objects` of a repository whose ids have `id_length` bytes.
    pub(super) fn of(objects: &Path, id_length: usize) -> Self {
        let borrowed = gix_odb::alternate::resolve(objects.to_owned(), Path::new(".")).unwrap_or_default();
        let folders: Vec<_> = std::iter::once(objects.to_owned()).chain(borrowed).collect();
        let options = gix_odb::loose::Options {
            alloc_limit_bytes: usize::try_from(UNPACKED_AT_MOST).ok(),
            ..gix_odb::loose::Options::default()
        };
        let store = |folder: &PathBuf| gix_odb::loose::Store::at_opts(folder, hash(id_length), options);
        Self { stores: folders.iter().map(store).collect(), folders }
    }

    /// Is there a loose object of this id that cannot be unpacked, or that is no file?
    pub(super) fn is_broken(&self, name: Id) -> bool {
        let Ok(id) = oid::try_from_bytes(name.as_bytes()) else { return false };
        let is_broken = |(path, store): (PathBuf, &gix_odb::loose::Store)| match path.metadata() {
            Err(_) => false,
            Ok(found) => {
                // One that says that it is very large is sized elsewhere.
                let is_large = || {
                    store
                        .try_header(id)
                        .is_ok_and(|found| found.is_some_and(|(size, _)| size > UNPACKED_AT_MOST))
                };
                !found.is_file() || store.try_find(id, &mut Vec::new()).is_err() && !is_large()
            }
        };
        self.paths(name).zip(&self.stores).any(is_broken)
    }

    /// Where a loose object of this id may be.
    pub(super) fn paths(&self, name: Id) -> impl Iterator<Item = PathBuf> {
        let hex = name.to_string();
        self.folders.iter().map(move |folder| folder.join(&hex[..2]).join(&hex[2..]))
    }
}

/// Does a loose object that says that it has `size` bytes end before?
pub(super) fn is_shorter(packed: impl Read, size: u64) -> bool {
    let expected = size.min(UNPACKED_AT_MOST);
    let read = std::io::copy(&mut ZlibDecoder::new(packed).take(expected), &mut std::io::sink());
    read.map_or(true, |read| read < expected)
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
    fn of_gix(self) -> gix_object::Kind {
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
