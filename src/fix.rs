//! One round of edits.
