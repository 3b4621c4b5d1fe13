//! What do the flags ask for? One file per command.
pub mod new;
pub mod schema;
