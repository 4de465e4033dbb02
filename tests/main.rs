//! All tests of what users see. One binary; a file that is forgotten here fails the house test.
// A test that panics has said what it has to say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod allows;
mod altered;
mod audit;
mod baseline;
mod browser;
mod change;
mod check;
mod ci;
mod ci_formats;
mod corpus;
mod dashboard;
mod diff;
mod docs;
mod editors;
mod export;
mod find;
mod formats;
mod generated;
mod history;
mod hostile_text;
mod hostile_tree;
mod house;
mod init;
mod log;
mod mistakes;
mod normalization;
mod objects;
mod odd_repositories;
mod origins;
mod origins_command;
mod pages;
mod pin;
mod random_history;
mod report;
mod repository;
mod runner;
mod sandbox;
mod schema;
mod shipped;
mod show;
mod todo;
mod toml_conformance;
mod tools;
mod upkeep;
