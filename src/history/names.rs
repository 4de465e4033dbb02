//! Interned strings: names that occur often are stored once and referred to by number.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Numbers names in the order in which they are first seen.
#[derive(Debug)]
pub(super) struct Names<T: ?Sized> {
    numbers: HashMap<Arc<T>, u32, foldhash::fast::RandomState>,
    all: Vec<Arc<T>>,
}

impl<T: ?Sized + Hash + Eq> Names<T> {
    /// The number of `name`.
    pub(super) fn number<'n, N: ?Sized + Hash + Eq>(&mut self, name: &'n N) -> u32
    where
        Arc<T>: Borrow<N> + From<&'n N>,
    {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let name: Arc<T> = name.into();
        self.all.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        number
    }

    /// Adds all names of `others`. The result gives, for each number there, the number here.
    pub(super) fn append(&mut self, others: Self) -> Vec<u32> {
        let number = |name: Arc<T>| {
            let new = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
            *self.numbers.entry(name).or_insert_with_key(|name| {
                self.all.push(Arc::clone(name));
                new
            })
        };
        others.all.into_iter().map(number).collect()
    }

    /// The stored name, if it was seen.
    pub(super) fn find<N: ?Sized + Hash + Eq>(&self, name: &N) -> Option<&T>
    where
        Arc<T>: Borrow<N>,
    {
        self.numbers.get(name).map(|&number| self.get(number))
    }

    pub(super) fn get(&self, number: u32) -> &T {
        &self.all[number as usize]
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }
}

impl<T: ?Sized> Default for Names<T> {
    fn default() -> Self {
        Self { numbers: HashMap::default(), all: Vec::new() }
    }
}
