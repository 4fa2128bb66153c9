//! The people that a list names as authors, one by one.
//!
//! Lists write them in several ways: `Ada Lovelace and Charles Babbage`, `He, Kaiming, et al.`,
//! `Dai, J., He, K.`, `Ada Lovelace (London), …`, and sometimes an organisation in their place.
//! A lone surname before a comma is read with what follows only where the rest shows that names
//! are turned around; `Garcia, Müller` stays two people.

use super::names::{PARTICLES, et_al_end, split};

/// Ways to say that there are more, at the end of a list of names.
const OTHERS: &[&str] = &[
    "et al",
    "et. al",
    "et.al",
    "and others",
    "others",
    "and more",
    "…",
    "...",
    "等人",
    "等",
];

/// Words by which an organisation is told from a person, in lower case.
const ORGANISATION: &[&str] = &[
    "academy",
    "college",
    "company",
    "consortium",
    "corporation",
    "deepmind",
    "developers",
    "engineering",
    "foundation",
    "google",
    "group",
    "inc",
    "institute",
    "lab",
    "laboratory",
    "labs",
    "ltd",
    "meta",
    "microsoft",
    "nvidia",
    "openai",
    "project",
    "research",
    "team",
    "universität",
    "université",
    "university",
];

/// What follows a family name and belongs to it.
const SUFFIXES: &[&str] = &["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"];

/// Authors, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Those that are named, in order.
    pub named: Vec<Author>,
    /// Whether there are more than are named (`et al.`).
    pub others: bool,
}

/// One author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person.
    Person {
        /// With its particles: `van den Berg`. The whole name where it is one word.
        family: String,
        /// Given names and initials; may be empty.
        given: String,
        /// `Jr.`, `III`; may be empty.
        suffix: String,
    },
    /// A team, a company, a university.
    Organisation(String),
}

impl People {
    /// Reads the plain text of a list of authors.
    pub fn read(text: &str) -> Self {
        let text = without_brackets(text);
        let named = et_al_end(&text).map_or(text.as_str(), |end| &text[..end]);
        let (named, others) = without_others(named);
        // `The Team: Ada Lovelace, …`
        let named = named.rsplit_once(": ").map_or(named, |(_, names)| names);
        let parts: Vec<&str> = split(named)
            .map(trim)
            .filter(|part| !part.is_empty())
            .collect();
        let turned = Turned::of(&parts, others);
        let mut people = Self {
            named: Vec::new(),
            others,
        };
        let mut rest = parts.as_slice();
        while let [part, after @ ..] = rest {
            rest = after;
            let is_first = people.named.is_empty();
            match rest {
                [given, after @ ..]
                    if turned.holds(is_first) || (are_initials(given) && !are_initials(part)) =>
                {
                    people.named.push(Author::person(part, given));
                    rest = after;
                }
                _ => people.named.push(Author::read(part)),
            }
        }
        people
    }
}

impl Author {
    fn person(family: &str, given: &str) -> Self {
        Self::Person {
            family: family.to_owned(),
            given: given.to_owned(),
            suffix: String::new(),
        }
    }

    /// A name in its natural order.
    fn read(name: &str) -> Self {
        let mut words: Vec<&str> = name.split_whitespace().collect();
        if is_organisation(&words) {
            return Self::Organisation(name.to_owned());
        }
        let suffix = match words.as_slice() {
            [_, _, .., last] if SUFFIXES.contains(last) => words.pop(),
            _ => None,
        };
        let is_particle = |word: &&str| PARTICLES.contains(&word.to_lowercase().as_str());
        let last = words.len().saturating_sub(1);
        // The first word is a given name even where it looks like a particle: `Van Nguyen`.
        let particles = words[..last]
            .iter()
            .skip(1)
            .rev()
            .take_while(|word| is_particle(word));
        let start = last - particles.count();
        Self::Person {
            family: words[start..].join(" "),
            given: words[..start].join(" "),
            suffix: suffix.unwrap_or_default().to_owned(),
        }
    }
}

fn is_organisation(name: &[&str]) -> bool {
    let says = name.iter().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        // `Ai` is a person's name.
        word == "AI" || ORGANISATION.contains(&word.to_lowercase().as_str())
    });
    says || name.first() == Some(&"The")
}

/// Which names stand as `Family, Given`, beyond those whose given names are initials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turned {
    None,
    /// The first alone, as in `Simonyan, Karen, and Andrew Zisserman`.
    First,
    All,
}

impl Turned {
    fn of(parts: &[&str], others: bool) -> Self {
        // Other scripts have no such habit.
        let is_lone = |part: &str| words_of(part) == 1 && part.starts_with(char::is_uppercase);
        match parts {
            // So long a list of surnames alone is not written.
            [..] if parts.len() >= 6
                && parts.len().is_multiple_of(2)
                && parts.iter().all(|part| is_lone(part)) =>
            {
                Self::All
            }
            [family, given, rest @ ..]
                if is_lone(family)
                    && is_lone(given)
                    && (others || !rest.is_empty())
                    && !rest.iter().any(|part| is_lone(part)) =>
            {
                Self::First
            }
            _ => Self::None,
        }
    }

    fn holds(self, is_first: bool) -> bool {
        self == Self::All || (self == Self::First && is_first)
    }
}

/// How many words a part has, initials after the first word aside.
fn words_of(part: &str) -> usize {
    let words = part.split_whitespace();
    words
        .enumerate()
        .filter(|(at, word)| *at == 0 || !are_initials(word))
        .count()
}

/// `J.`, `K. H.`, `J.-B.`, `K`.
fn are_initials(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let only = |c: char| c.is_uppercase() || c.is_whitespace() || matches!(c, '.' | '-');
    (1..=4).contains(&letters)
        && part.chars().all(only)
        && (letters == 1 || part.matches('.').count() >= letters)
}

/// Without what stands in brackets: affiliations and nicknames. Where names go on behind it without
/// a comma, a comma is put.
fn without_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut closed = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' if depth > 0 => {
                depth -= 1;
                closed |= depth == 0;
            }
            _ if depth > 0 => {}
            _ => {
                if std::mem::take(&mut closed) {
                    kept.push_str(if is_next_name(&kept, &text[at..]) {
                        ", "
                    } else {
                        " "
                    });
                }
                kept.push(c);
            }
        }
    }
    kept
}

/// Whether `after` begins with a name of its own, and does not finish the one `before` ends with.
fn is_next_name(before: &str, after: &str) -> bool {
    let edge = [',', ';', '，', '、'];
    let words = |part: &str| part.split_whitespace().count();
    let (last, next) = (before.rsplit(edge).next(), after.split(edge).next());
    let next = next.unwrap_or_default().trim();
    let starts_name = next.starts_with(char::is_uppercase);
    starts_name && words(last.unwrap_or_default()) >= 2 && words(next) >= 2
}

/// Takes "et al." and the like from the end; whether there was any.
fn without_others(text: &str) -> (&str, bool) {
    let edge = |c: char| c.is_whitespace() || ",;.*&".contains(c);
    // An ellipsis of full stops would go with the edge.
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || c == '*');
    for others in OTHERS {
        let ends = [trimmed, trimmed.trim_end_matches(edge)];
        for end in ends {
            let Some(at) = end.len().checked_sub(others.len()) else {
                continue;
            };
            let found = end
                .get(at..)
                .is_some_and(|tail| tail.eq_ignore_ascii_case(others));
            // Not the end of a name: `Smothers`.
            let is_word = !others.is_ascii()
                || !end
                    .get(..at)
                    .is_some_and(|head| head.ends_with(char::is_alphanumeric))
                || *others == "...";
            if found && is_word {
                return (end[..at].trim_end_matches(edge), true);
            }
        }
    }
    (trimmed, false)
}

/// A name without marks of footnotes and punctuation around it.
fn trim(part: &str) -> &str {
    let is_name = |c: char| c.is_alphabetic();
    let part = part.trim_start_matches(|c: char| !c.is_alphanumeric());
    let part = part.strip_prefix("by ").unwrap_or(part);
    let stop = part.trim_end().ends_with('.');
    let end = part.rfind(is_name).map_or(0, |at| {
        at + part[at..].chars().next().map_or(0, char::len_utf8)
    });
    // The full stop of an initial or of "Jr." is a part of the name.
    let has_initial = part[..end]
        .rsplit([' ', '.', '-'])
        .next()
        .is_some_and(|last| last.chars().count() == 1 || SUFFIXES.contains(&last));
    if stop && has_initial && part[end..].starts_with('.') {
        &part[..=end]
    } else {
        &part[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::{Author, People};

    /// `family|given|suffix`, or an organisation in braces; `+` where there are others.
    fn shown(text: &str) -> String {
        let people = People::read(text);
        let names = people.named.iter().map(|author| match author {
            Author::Organisation(name) => format!("{{{name}}}"),
            Author::Person {
                family,
                given,
                suffix,
            } if suffix.is_empty() => {
                format!("{family}|{given}")
            }
            Author::Person {
                family,
                given,
                suffix,
            } => format!("{family}|{given}|{suffix}"),
        });
        let mut names: Vec<String> = names.collect();
        if people.others {
            names.push("+".to_owned());
        }
        names.join("; ")
    }

    #[test]
    fn names_are_told_apart() {
        let cases = [
            ("Ada Lovelace, Ole Nordmann", "Lovelace|Ada; Nordmann|Ole"),
            (
                "Ada Lovelace, Bo Li and Cem Ay",
                "Lovelace|Ada; Li|Bo; Ay|Cem",
            ),
            ("Jason Wei et al.", "Wei|Jason; +"),
            ("Ankit Kumar, et al.", "Kumar|Ankit; +"),
            ("Wei et al", "Wei|; +"),
            ("Ada Lovelace, Bo Li, and others", "Lovelace|Ada; Li|Bo; +"),
            ("Ada Lovelace, Bo Li, ...", "Lovelace|Ada; Li|Bo; +"),
            ("Garcia & Müller", "Garcia|; Müller|"),
            ("Garcia, Müller", "Garcia|; Müller|"),
            ("He, Kaiming, et al.", "He|Kaiming; +"),
            (
                "Simonyan, Karen, and Andrew Zisserman",
                "Simonyan|Karen; Zisserman|Andrew",
            ),
            (
                "Dai, J., He, K. M., Sun, J.-B.",
                "Dai|J.; He|K. M.; Sun|J.-B.",
            ),
            (
                "Rianne van den Berg, Marco Del Tredici",
                "van den Berg|Rianne; Del Tredici|Marco",
            ),
            ("Van Nguyen", "Nguyen|Van"),
            (
                "Martin Luther King Jr., Ada Lee",
                "King|Martin Luther|Jr.; Lee|Ada",
            ),
            ("Ishita Roy (DeepMind) et al.", "Roy|Ishita; +"),
            (
                "Ruixin (Ray) Yang, Yingyan (Celine)Lin",
                "Yang|Ruixin; Lin|Yingyan",
            ),
            ("Ada Lee (MIT) Bo Ray (CMU)", "Lee|Ada; Ray|Bo"),
            (
                "Yi Feng*, Bo Yang†, Ada Lee (*: Equal)",
                "Feng|Yi; Yang|Bo; Lee|Ada",
            ),
            ("苏剑林(Jianlin Su)", "苏剑林|"),
            ("张三、李四 等", "张三|; 李四|; +"),
            ("OpenAI", "{OpenAI}"),
            ("Qian Ai, Bo Lee", "Ai|Qian; Lee|Bo"),
            ("Meta AI, Bo Lee", "{Meta AI}; Lee|Bo"),
            ("Cohere Team", "{Cohere Team}"),
            ("The MLSys Team: Ada Lee, Bo Ray", "Lee|Ada; Ray|Bo"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
