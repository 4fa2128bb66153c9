//! The page that stands for a paper, the month of an id, and ids that cannot be.

use crate::imprint::cases;
use docent::data::date::Date;
use docent::paper::{Imprint, PaperId, canonical_url};
use proptest::prelude::*;

/// Pages, each before the other addresses that stand for it.
const PAGES: &str = "
https://arxiv.org/abs/2401.10020
  https://arxiv.org/abs/2401.10020v2.pdf
  https://arxiv.org/abs/arXiv:2401.10020
  https://www.alphaxiv.org/abs/2401.10020v3
  https://huggingface.co/papers/2401.10020
  https://dx.doi.org/10.48550/ARXIV.2401.10020
https://arxiv.org/abs/cs/0112017
  https://arxiv.org/abs/arxiv:cs/0112017v1
https://openreview.net/forum?id=B1QRgziT-
  https://openreview.net/attachment?name=pdf&id=B1QRgziT-
  https://openreview.net/pdf?referrer=x&id=B1QRgziT-&noteId=y
https://aclanthology.org/N19-1423
  https://www.aclweb.org/anthology/papers/N/N19/N19-1423/
  https://aclanthology.org/N19-1423.pdf
https://aclanthology.org/2020.acl-main.703
  https://aclanthology.org/anthology/2020.acl-main.703/
https://proceedings.neurips.cc/paper_files/paper/2020/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract.html
  https://papers.nips.cc/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf
  https://proceedings.neurips.cc/paper/2020/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract.html
https://proceedings.mlr.press/v235/huang24x.html
  https://raw.githubusercontent.com/mlresearch/v235/main/assets/huang24x/huang24x.pdf
https://jmlr.org/papers/v21/20-074.html
  https://www.jmlr.org/papers/volume21/20-074/20-074.pdf
https://openaccess.thecvf.com/content/CVPR2021/html/A_B_CVPR_2021_paper.html
  https://openaccess.thecvf.com/content/CVPR2021/papers/A_B_CVPR_2021_paper.pdf
https://www.ijcai.org/proceedings/2019/503
  http://www.ijcai.org/Proceedings/2019/0503.pdf
  https://doi.org/10.24963/ijcai.2019/503
https://ojs.aaai.org/index.php/AAAI/article/view/20215
  https://doi.org/10.1609/aaai.v36i7.20215
https://ojs.aaai.org/index.php/ICWSM/article/view/20215
  https://ojs.aaai.org/index.php/ICWSM/article/download/20215/1
https://ieeexplore.ieee.org/document/9785789
  https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9785789
https://doi.org/10.1145/3442188.3445922
  https://dl.acm.org/doi/pdf/10.1145/3442188.3445922
https://doi.org/10.1007/978-3-319-10602-1_48
  https://link.springer.com/content/pdf/10.1007/978-3-319-10602-1_48.pdf
https://doi.org/10.1111/cgf.14505
  https://onlinelibrary.wiley.com/doi/epdf/10.1111/cgf.14505
https://doi.org/10.1126/science.ade9097
  https://www.science.org/doi/full/10.1126/science.ade9097
https://doi.org/10.1002/(sici)1097%3c1::aid%3e3.0.co;2-%23
  https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-%23
https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4389233
  https://ssrn.com/abstract=4389233
https://api.semanticscholar.org/CorpusID:13756489
  https://api.semanticscholar.org/CorpusID:13756489
https://www.ecva.net/papers/eccv_2022/papers_ECCV/html/1197_ECCV_2022_paper.php
  https://www.ecva.net/papers/eccv_2022/papers_ECCV/html/1197_ECCV_2022_paper.php
";

/// An address and its page.
fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut page = "";
    let lines = PAGES.lines().filter(|line| !line.is_empty());
    lines.map(move |line| {
        if line.starts_with("http") {
            page = line;
        }
        (line.trim_start(), page)
    })
}

#[test]
fn every_form_stands_for_one_page() {
    for (url, page) in pages() {
        assert_eq!(canonical_url(url).as_deref(), Some(page), "{url}");
        assert_eq!(PaperId::of_url(page), PaperId::of_url(url), "{url}");
    }
    // The id alone lacks the year, and the old number lacks the title.
    let url = "https://papers.nips.cc/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf";
    assert_eq!(id(url).canonical_url(), None);
    assert_eq!(
        canonical_url("https://papers.nips.cc/paper/7181-a.pdf"),
        None
    );
    assert_eq!(canonical_url("https://github.com/a/b"), None);
}

fn id(url: &str) -> PaperId {
    PaperId::of_url(url).unwrap_or_else(|| panic!("{url} leads to no paper"))
}

fn arxiv(value: &str) -> PaperId {
    id(&format!("https://arxiv.org/abs/{value}"))
}

#[test]
fn an_arxiv_id_has_a_month() {
    for (value, month) in [
        ("2401.10020", Some((2024, 1))),
        ("0704.0001", Some((2007, 4))),
        ("math/0309136", Some((2003, 9))),
        ("hep-th/9108001", Some((1991, 8))),
        ("2313.01234", None),
        ("2300.01234", None),
    ] {
        assert_eq!(arxiv(value).month(), month, "{value}");
    }
    assert_eq!(id("https://aclanthology.org/P18-1082").month(), None);
}

#[test]
fn an_id_that_cannot_be_is_told() {
    let today = Some(Date {
        year: 2026,
        month: 11,
        day: 25,
    });
    for (value, why) in [
        ("2313.01234", "there is no month 13 in 2313.01234"),
        ("2300.01234", "there is no month 00 in 2300.01234"),
        ("2712.00001", "2712.00001 would be of December 2027"),
        ("2612.00001", "2612.00001 would be of December 2026"),
        ("2401.00000", "there is no paper with number 00000"),
        (
            "1401.10020",
            "ids had four digits after the point until 2014-12",
        ),
        (
            "1501.1002",
            "ids have five digits after the point since 2015-01",
        ),
        ("0703.0001", "ids like 0703.0001 begin with 2007-04"),
        (
            "cs/0704001",
            "ids like cs/0704001 were given from 1991-07 to 2007-03",
        ),
        (
            "cs/9106001",
            "ids like cs/9106001 were given from 1991-07 to 2007-03",
        ),
        ("cs/0113001", "there is no month 13 in cs/0113001"),
        ("cs/0112000", "there is no paper with number 000"),
    ] {
        assert_eq!(
            arxiv(value).impossible(today).as_deref(),
            Some(why),
            "{value}"
        );
    }
    for (url, why) in [
        (
            "https://aclanthology.org/2027.acl-long.1",
            "2027.acl-long.1 would be of 2027",
        ),
        (
            "https://aclanthology.org/1951.earlymt-1.1",
            "the ACL Anthology has nothing before 1952",
        ),
        (
            "https://aclanthology.org/W23-0001",
            "ids of a letter and two digits were given for 1960 to 2020",
        ),
        (
            "https://www.ijcai.org/proceedings/2028/1",
            "2028/1 would be of 2028",
        ),
        (
            "https://openaccess.thecvf.com/content/CVPR2027/html/A_CVPR_2027_paper.html",
            "a_cvpr_2027 would be of 2027",
        ),
    ] {
        assert_eq!(id(url).impossible(today).as_deref(), Some(why), "{url}");
    }
    for url in [
        "https://arxiv.org/abs/2611.00001",
        "https://arxiv.org/abs/0704.0001",
        "https://arxiv.org/abs/1412.9999",
        "https://arxiv.org/abs/1501.00001",
        "https://arxiv.org/abs/hep-th/9108001",
        "https://arxiv.org/abs/cs/0703001",
        "https://aclanthology.org/2026.acl-long.0",
        "https://aclanthology.org/P18-1082",
        "https://openaccess.thecvf.com/content/WACV2027/html/A_WACV_2027_paper.html",
        "https://proceedings.mlr.press/v97/houlsby19a.html",
    ] {
        assert_eq!(id(url).impossible(today), None, "{url}");
    }
    // Without a day nothing is of the future; on the last day of a month the next has begun elsewhere.
    assert_eq!(arxiv("2712.00001").impossible(None), None);
    let last = Some(Date {
        year: 2026,
        month: 11,
        day: 30,
    });
    assert_eq!(arxiv("2612.00001").impossible(last), None);
    let last = Some(Date {
        year: 2026,
        month: 12,
        day: 31,
    });
    assert_eq!(
        id("https://aclanthology.org/2027.acl-long.1").impossible(last),
        None
    );
}

/// Addresses of every scheme, cut and put together at random.
fn any_address() -> impl Strategy<Value = String> {
    let known: Vec<&str> = cases().chain(pages()).map(|(url, _)| url).collect();
    prop_oneof![
        (prop::sample::select(known.clone()), "\\PC{0,6}")
            .prop_map(|(url, tail)| url.to_owned() + &tail),
        (
            prop::sample::select(known),
            any::<prop::sample::Index>(),
            "\\PC{0,3}"
        )
            .prop_map(|(url, at, put)| {
                let at = at.index(url.len());
                format!(
                    "{}{put}{}",
                    &url[..at],
                    url.get(at + put.len()..).unwrap_or_default()
                )
            }),
        "https?://(doi\\.org/10\\.[0-9]{4,5}|arxiv\\.org|vldb\\.org|bmvc[0-9]{0,4})/\\PC{0,30}",
        "\\PC{0,60}",
    ]
}

proptest! {
    #[test]
    fn nothing_panics_and_pages_are_of_the_same_paper(url in any_address(), year: u16, month: u8, day: u8) {
        let _ = Imprint::of_url(&url);
        let read = PaperId::of_url(&url);
        if let Some(id) = &read {
            let _ = (id.month(), id.impossible(None), id.impossible(Some(Date { year, month, day })));
            if let Some(page) = id.canonical_url() {
                prop_assert_eq!(PaperId::of_url(&page), read.clone(), "{}", page);
            }
        }
        if let Some(page) = canonical_url(&url) {
            prop_assert_eq!(PaperId::of_url(&page), read, "{}", page);
            prop_assert_eq!(canonical_url(&page), Some(page));
        }
    }
}
