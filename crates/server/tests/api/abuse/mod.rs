//! What somebody would try who should not be here, one kind a file.

mod enumeration;
mod foreign_ids;
mod paths;
mod replay;
mod timing;
