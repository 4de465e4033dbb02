//! Objects of a trusted repository, read on several threads at once.
//!
//! What cannot be read here is told by nothing but its absence: libgit2 then reads it, or says why nobody can. But of an object
//! in a file of its own that is cut off it says nothing, for ever; so that is found out here.

use super::{Id, Kind};
use gix_hash::oid;
use gix_object::Find;
use gix_odb::HandleArc;
use gix_odb::pack::cache::DecodeEntry;
use gix_odb::store::init::Options;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// The library refuses to unpack what needs more bytes at once, which is told by its header: a tree of the largest size, the
/// one that it was packed as a difference from, and that difference. Asking for the size of each object first would take a
/// twentieth of the whole time.
const ALLOCATION_LIMIT: usize = 48 << 20;

/// So much memory is kept from one object to the next.
const KEPT_BUFFER: usize = 4 << 20;

/// Where the objects of a repository lie. All threads share what is mapped of it.
pub(super) struct Store(Arc<gix_odb::Store>);

/// The objects, as one thread reads them.
pub(super) struct Objects {
    handle: HandleArc,
    /// Into which objects are unpacked.
    buffer: RefCell<Vec<u8>>,
}

impl Store {
    /// The store in the folder `objects` of a repository whose ids have `id_length` bytes; `None` if it cannot be opened.
    pub(super) fn open(objects: &Path, id_length: usize) -> Option<Self> {
        let options = Options { alloc_limit_bytes: Some(ALLOCATION_LIMIT), ..Options::default() };
        // Nothing stands in for another object: libgit2 does not know `git replace`, and a history that differs between
        // clones is none.
        let none = &mut std::iter::empty();
        Some(Self(Arc::new(
            gix_odb::Store::at_opts(objects.to_owned(), hash(id_length), none, options).ok()?,
        )))
    }

    /// The objects, for one more thread.
    pub(super) fn objects(&self) -> Objects {
        let handle = HandleArc::from(self.0.to_handle_arc()).with_pack_cache(|| Box::<Unpacked>::default());
        Objects { handle, buffer: RefCell::default() }
    }
}

/// The objects that lie in files of their own: in the repository, and in others that it borrows from.
pub(super) struct Loose(Vec<gix_odb::loose::Store>);

impl Loose {
    /// Of the folder `objects` of a repository whose ids have `id_length` bytes.
    pub(super) fn of(objects: &Path, id_length: usize) -> Self {
        let borrowed = gix_odb::alternate::resolve(objects.to_owned(), Path::new(".")).unwrap_or_default();
        let folders = std::iter::once(objects.to_owned()).chain(borrowed);
        Self(folders.map(|folder| gix_odb::loose::Store::at(folder, hash(id_length))).collect())
    }

    /// Is the object there, and cannot be unpacked?
    pub(super) fn has_broken(&self, name: Id) -> bool {
        let Ok(name) = oid::try_from_bytes(name.as_bytes()) else { return false };
        self.0.iter().any(|loose| loose.contains(name) && loose.try_find(name, &mut Vec::new()).is_err())
    }
}

/// How a repository names objects whose ids have `id_length` bytes.
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
        // The library takes things for granted of an index that a damaged one has not, and panics. Nothing is left half done
        // by that, for it only reads.
        catch_unwind(AssertUnwindSafe(read)).ok()?
    }
}

impl Kind {
    fn of_gix(self) -> gix_object::Kind {
        match self {
            Kind::Commit => gix_object::Kind::Commit,
            Kind::Tree => gix_object::Kind::Tree,
            Kind::Blob => gix_object::Kind::Blob,
        }
    }
}

/// Objects that others were packed as differences from, by where they lie: one in each slot.
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

/// So many objects are kept: for each folder of claims one, and as a rule in a slot of its own.
const SLOTS: usize = 1 << 12;
/// So many bytes of objects are kept at most.
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
