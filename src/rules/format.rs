//! How entries are written.

mod crowded_links;
mod doubled_punctuation;
mod doubled_space;
mod missing_authors_stop;
mod missing_stop;
mod missing_title_stop;
mod missing_venue_stop;
mod mixed_marker;
mod odd_label;
mod unmarked;
mod unmarked_authors;
mod unmarked_title;

use crate::rule::Spec;

pub(crate) static RULES: &[Spec] = &[
    Spec::of::<crowded_links::CrowdedLinks>(crowded_links::META),
    Spec::of::<doubled_punctuation::DoubledPunctuation>(doubled_punctuation::META),
    Spec::of::<doubled_space::DoubledSpace>(doubled_space::META),
    Spec::of::<missing_authors_stop::MissingAuthorsStop>(missing_authors_stop::META),
    Spec::of::<missing_title_stop::MissingTitleStop>(missing_title_stop::META),
    Spec::of::<missing_venue_stop::MissingVenueStop>(missing_venue_stop::META),
    Spec::of::<mixed_marker::MixedMarker>(mixed_marker::META),
    Spec::of::<odd_label::OddLabel>(odd_label::META),
    Spec::of::<unmarked_authors::UnmarkedAuthors>(unmarked_authors::META),
    Spec::of::<unmarked_title::UnmarkedTitle>(unmarked_title::META),
];
