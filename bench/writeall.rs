//! Writes the files of a folder anew, whose bytes are read first, and says how long that took: what no program that makes
//! them can be faster than.
//!
//! USAGE  writeall FROM TO
//!
//! TO must not be there. Prints files, bytes and seconds of writing.
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

fn collect(root: &Path, folder: &Path, folders: &mut Vec<PathBuf>, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    folders.push(folder.strip_prefix(root).unwrap().to_owned());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, folders, files);
        } else {
            files.push((path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap()));
        }
    }
}

fn main() {
    let [from, to] = [1, 2].map(|at| PathBuf::from(env::args_os().nth(at).expect("writeall FROM TO")));
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    collect(&from, &from, &mut folders, &mut files);
    let start = Instant::now();
    for folder in &folders {
        fs::create_dir(to.join(folder)).unwrap();
    }
    for (path, bytes) in &files {
        fs::write(to.join(path), bytes).unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} {bytes} {seconds:.6}", files.len());
}
