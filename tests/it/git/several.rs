//! The same for a list of several files.

use super::{LIST, Repo, found, grown};
use std::fs;

#[test]
fn files_of_one_list_are_compared_each_with_what_it_was() {
    let repo = Repo::with_list();
    repo.write(
        "docent.toml",
        "[files]\nlist = ['README.md', 'docs/*.md']\n",
    );
    repo.write("docs/a.md", LIST);
    repo.commit();
    repo.write("docs/a.md", &grown("new"));
    repo.git(&["add", "docs/a.md"]);
    repo.write("docs/b.md", LIST);
    let since = ["--changed-since", "main"];
    assert_eq!(
        repo.check(&since),
        found(&["3: new", "3: old-a", "6: old-b"])
    );
    assert_eq!(repo.check(&["--staged"]), found(&["3: new"]));
    assert_eq!(repo.check(&["README.md", since[0], since[1]]), found(&[]));

    repo.check(&["--write-baseline", "known"]);
    let known = || fs::read_to_string(repo.path().join("known")).expect("written");
    let all = known();
    assert_eq!(
        (all.lines().count(), all.matches("docs/b.md").count()),
        (8, 2)
    );
    let update = ["README.md", "--baseline", "known", "--update-baseline"];
    assert_eq!(
        (repo.check(&update).1, known()),
        (Vec::new(), all),
        "not looked at, not gone"
    );
}
