//! All tests of what users see. One binary; a file that is forgotten here fails the house test.
// A test that panics has said what it has to say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod allows;
mod altered;
mod audit;
mod browser;
mod change;
mod check;
mod corpus;
mod dashboard;
mod diff;
mod docs;
mod edit;
mod export;
mod find;
mod fix;
mod fmt;
mod formats;
mod generated;
mod history;
mod hostile_text;
mod hostile_tree;
mod house;
mod log;
mod mistakes;
mod new;
mod normalization;
mod objects;
mod odd_repositories;
mod origins;
mod origins_command;
mod pages;
mod pin;
mod put;
mod random_history;
mod report;
mod repository;
mod runner;
mod sandbox;
mod set;
mod show;
mod toml_conformance;
mod upkeep;
