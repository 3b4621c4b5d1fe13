//! What is at the target already? One listing, in pages of a thousand objects.

use std::collections::BTreeMap;

use futures_util::TryStreamExt as _;
use object_store::ObjectStoreExt as _;
use serde_json::Value;

use super::lock::LOCK;
use super::target::Bucket;
use crate::error::Error;
use crate::publish::kinds::MANIFEST;

/// The objects below the target, by path: with the MD5 of their bytes, where the server knows it.
#[derive(Debug, Default)]
pub(super) struct Listing {
    objects: BTreeMap<String, Option<String>>,
}

impl Listing {
    pub(super) async fn read(bucket: &Bucket) -> Result<Self, Error> {
        let root = bucket.root();
        let listed = bucket.store().list(root.as_ref()).try_collect::<Vec<_>>().await;
        let listed = listed.map_err(|fault| bucket.error("läsa listan över", "", &fault))?;
        let entry = |meta: object_store::ObjectMeta| Some((bucket.path(&meta.location)?, md5(meta.e_tag.as_deref())));
        let mut objects: BTreeMap<_, _> = listed.into_iter().filter_map(entry).collect();
        objects.remove(LOCK);
        Ok(Self { objects })
    }

    /// The paths of all objects.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.objects.keys().map(String::as_str)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.objects.contains_key(path)
    }

    /// The MD5 of an object, if it is there and the server knows it.
    pub(super) fn md5(&self, path: &str) -> Option<&String> {
        self.objects.get(path)?.as_ref()
    }

    /// The objects that the manifest at the target lists: the release that is there is ours, should our own notes be lost.
    pub(super) async fn previous(&self, bucket: &Bucket) -> Result<Vec<String>, Error> {
        if !self.has(MANIFEST) {
            return Ok(Vec::new());
        }
        let failed = |fault| bucket.error("läsa", MANIFEST, &fault);
        let found = bucket.store().get(&bucket.object(MANIFEST)?).await.map_err(failed)?;
        let bytes = found.bytes().await.map_err(failed)?;
        Ok(files(&bytes).into_iter().filter(|path| self.has(path)).collect())
    }
}

/// The paths in a manifest; none in a file that is no manifest of ours.
fn files(manifest: &[u8]) -> Vec<String> {
    let manifest: Value = serde_json::from_slice(manifest).unwrap_or_default();
    let Some(files) = manifest.get("files").and_then(Value::as_object) else { return Vec::new() };
    files.keys().cloned().chain([MANIFEST.to_owned()]).collect()
}

/// The MD5 in an ETag: 32 hexadecimal digits. That of an object in parts has a hyphen and their number, and is something else.
fn md5(tag: Option<&str>) -> Option<String> {
    let digits = tag?.trim_matches('"');
    let is_md5 = digits.len() == 32 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_md5.then(|| digits.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tag_of_an_object_in_one_piece_is_its_md5() {
        let hash = "d41d8cd98f00b204e9800998ecf8427e";
        assert_eq!(md5(Some(&format!("\"{hash}\""))).as_deref(), Some(hash));
        assert_eq!(md5(Some(&hash.to_uppercase())).as_deref(), Some(hash));
        for tag in [None, Some(""), Some("\"d41d8cd98f00b204e9800998ecf8427e-2\""), Some("W/\"1\"")] {
            assert_eq!(md5(tag), None);
        }
    }

    #[test]
    fn a_manifest_lists_its_files_and_is_one_of_them() {
        assert_eq!(files(br#"{"files": {"a.html": "00"}}"#), ["a.html", "manifest.json"]);
        for other in ["", "[]", "{}", r#"{"files": ["a.html"]}"#] {
            assert!(files(other.as_bytes()).is_empty());
        }
    }
}
