//! A map in one list, ordered by its keys.
//!
//! The standard library's tree is some four kilobytes for every type it holds, and the checker kept eight of them. What one check asks
//! and hears is a few hundred entries, for which a list is as fast.

/// The room that the first entry makes: most checks ask a few dozen questions.
const ROOM: usize = 16;

/// Values by their keys, in the order of the keys.
#[derive(Clone, Debug)]
pub(crate) struct Sorted<K, V>(Vec<(K, V)>);

impl<K: Ord, V> Sorted<K, V> {
    /// An empty one.
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.cmp(key))
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.0.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    /// Puts a value at its key, in the place of the one there was.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = value;
                }
            }
            Err(at) => {
                if self.0.is_empty() {
                    self.0.reserve(ROOM);
                }
                self.0.insert(at, (key, value));
            }
        }
    }

    /// The keys and their values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps those of which something holds.
    pub(crate) fn retain(&mut self, mut holds: impl FnMut(&V) -> bool) {
        self.0.retain(|(_, value)| holds(value));
    }
}

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::Sorted;

    #[test]
    fn values_stand_in_the_order_of_their_keys_each_once() {
        let mut map = Sorted::new();
        for (key, value) in [(3, 'c'), (1, 'a'), (2, 'b'), (1, 'x')] {
            map.insert(key, value);
        }
        let all: Vec<(i32, char)> = map.iter().map(|(key, value)| (*key, *value)).collect();
        assert_eq!(all, [(1, 'x'), (2, 'b'), (3, 'c')]);
        assert_eq!((map.get(&2), map.get(&4), map.len()), (Some(&'b'), None, 3));
        map.retain(|value| *value != 'b');
        assert_eq!(map.get(&2), None);
    }
}
