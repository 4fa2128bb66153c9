//! What an address alone says of where and when its paper was published.

use docent::data::imprint::rows;
use docent::data::venue::Catalogue;
use docent::list::List;
use docent::paper::Imprint;
use docent::text::Source;
use std::collections::BTreeMap;
use std::io::Write as _;

use crate::corpus::lists;

/// An address, then what it says as a row of `rules/hosts.toml` says it: `+` before another venue that
/// may be named, `?` after what is not certain.
const CASES: &str = "
# arXiv and those who show its papers.
https://arxiv.org/abs/2401.10020v2 arXiv 2024
http://arxiv.org/pdf/0704.0001 arXiv 2007
https://arxiv.org/abs/math.GT/0309136 arXiv 2003
https://arxiv.org/abs/hep-th/9711200 arXiv 1997
https://arxiv.org/abs/2313.01234 arXiv
https://www.alphaxiv.org/abs/2401.10020 arXiv 2024
https://huggingface.co/papers/2401.10020 arXiv 2024
https://doi.org/10.48550/arXiv.2401.10020 arXiv 2024
# The ACL Anthology.
https://aclanthology.org/2023.acl-long.147/ ACL 2023
https://aclanthology.org/2021.acl-long.1.pdf ACL + IJCNLP 2021
https://aclanthology.org/2023.acl-demo.3 ACL 2023
https://aclanthology.org/2021.acl-srw.3 ACL SRW + ACL 2021
https://aclanthology.org/2023.findings-acl.10 ACL Findings 2023
https://aclanthology.org/2020.findings-emnlp.4 EMNLP Findings 2020
https://doi.org/10.18653/v1/2024.findings-naacl.4 NAACL Findings 2024
https://aclanthology.org/2024.lrec-main.5 LREC + COLING 2024
https://aclanthology.org/2022.tacl-1.5 TACL 2022
https://aclanthology.org/2020.blackboxnlp-1.5 BlackboxNLP 2020
https://aclanthology.org/2022.wnu-1.5 WNU 2022?
https://www.aclweb.org/anthology/P18-1082 ACL 2018
https://aclanthology.org/P98-1001 ACL + COLING 1998
https://aclanthology.org/P18-4001 ACL 2018?
https://aclanthology.org/P19-2001 ACL 2019?
https://aclanthology.org/D19-1410/ EMNLP + IJCNLP 2019
https://aclanthology.org/D19-5001 EMNLP Workshop 2019
https://aclanthology.org/W18-5446 ACL Workshop 2018?
https://aclanthology.org/J93-2004 CL 1993
https://doi.org/10.3115/v1/D14-1162 EMNLP 2014
# NeurIPS.
https://proceedings.neurips.cc/paper_files/paper/2022/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract-Conference.html NeurIPS 2022
https://papers.nips.cc/paper/2017/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf NeurIPS 2017
https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf NeurIPS
https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract-round1.html NeurIPS 2021?
https://doi.org/10.52202/079017-0001 NeurIPS 2024?
# PMLR.
https://proceedings.mlr.press/v97/houlsby19a.html ICML 2019
http://jmlr.org/proceedings/papers/v37/ioffe15.pdf ICML 2015
https://raw.githubusercontent.com/mlresearch/v235/main/assets/a24a/a24a.pdf ICML 2024
https://proceedings.mlr.press/v155/a21a.html CoRL 2020
https://proceedings.mlr.press/v172/a22a.html MIDL 2022
https://proceedings.mlr.press/v269/a25a.html LoG 2024
https://proceedings.mlr.press/v83/a18a.html ALT 2018?
https://proceedings.mlr.press/r4/a03a.html AISTATS 2003?
# CVF and ECVA.
https://openaccess.thecvf.com/content/CVPR2021/html/A_CVPR_2021_paper.html CVPR 2021
https://openaccess.thecvf.com/content/CVPR2022W/NTIRE/papers/A_CVPRW_2022_paper.pdf CVPR Workshop 2022
http://openaccess.thecvf.com/content_ICCVW_2019/papers/X/A_ICCVW_2019_paper.pdf ICCV Workshop 2019
http://openaccess.thecvf.com/content_cvpr_2018_workshops/papers/w1/A_paper.pdf CVPR Workshop 2018
https://openaccess.thecvf.com/content_WACV_2020/papers/A_WACV_2020_paper.pdf WACV 2020
https://www.cv-foundation.org/openaccess/content_iccv_2015/papers/A_ICCV_2015_paper.pdf ICCV 2015
https://www.ecva.net/papers/eccv_2022/papers_ECCV/papers/1.pdf ECCV 2022
# JMLR, AAAI, IJCAI.
https://jmlr.org/papers/v21/20-074.html JMLR 2020
http://www.jmlr.org/papers/v3/blei03a.html JMLR 2003
https://jmlr.org/papers/v1/ JMLR
https://doi.org/10.1609/aaai.v36i7.20215 AAAI + IAAI 2022
https://ojs.aaai.org/index.php/AAAI/article/view/20215 AAAI + IAAI
https://ojs.aaai.org/index.php/ICWSM/article/view/20215 ICWSM
https://www.aaai.org/ocs/index.php/AAAI/AAAI16/paper/view/12423 AAAI + IAAI 2016?
https://www.ijcai.org/proceedings/2019/503 IJCAI 2019
https://www.ijcai.org/Proceedings/16/Papers/473.pdf IJCAI 2016
https://doi.org/10.24963/ijcai.2019/503 IJCAI 2019
# DOIs.
https://doi.org/10.1109/CVPR52733.2024.00123 CVPR 2024
https://doi.org/10.1109/ICCVW.2019.00123 ICCV Workshop 2019
https://dx.doi.org/10.21437/Interspeech.2020-123 Interspeech 2020
https://doi.org/10.5244/C.29.41 BMVC 2015
https://doi.org/10.2139/ssrn.4389233 SSRN
# Programmes, groups, and sites of one venue.
https://nips.cc/virtual/2023/poster/73434 NeurIPS 2023
https://iclr.cc/virtual/2024/poster/1 ICLR 2024?
https://icml.cc/virtual/2024/workshop/1 ICML Workshop 2024
https://neurips.cc/virtual/2024/1234 NeurIPS 2024?
https://openreview.net/group?id=ICLR.cc/2024/Conference#tab ICLR 2024
https://openreview.net/group?id=NeurIPS.cc%2F2023%2FWorkshop%2FX NeurIPS Workshop 2023
https://openreview.net/group?id=TMLR TMLR?
https://www.usenix.org/conference/osdi21/presentation/lai OSDI 2021?
https://www.usenix.org/system/files/sec21summer_he.pdf USENIX Security 2021?
http://www.roboticsproceedings.org/rss16/p082.pdf RSS 2020?
http://vldb.org/pvldb/vol14/p721-ding.pdf PVLDB + VLDB?
http://www.auai.org/uai2020/proceedings/119_main_paper.pdf UAI 2020
https://icml.cc/Conferences/2010/papers/1.pdf ICML 2010
https://www.isca-archive.org/interspeech_2020/a.html Interspeech 2020?
https://bmvc2019.org/wp-content/uploads/papers/0406-paper.pdf BMVC 2019?
https://distill.pub/2020/circuits/ Distill 2020
https://transformer-circuits.pub/2022/x/index.html Transformer Circuits 2022?
https://www.biorxiv.org/content/10.1101/2022.07.20.500902v3 bioRxiv
https://www.medrxiv.org/content/10.1101/2022.07.20.500902v3 medRxiv
https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4389233 SSRN
";

pub(crate) fn cases() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = CASES.lines().filter(|line| line.starts_with("http"));
    lines.filter_map(|line| line.split_once(' '))
}

/// As in [`CASES`].
fn shown(found: &Imprint) -> String {
    let joint = found.joint.map(|joint| format!(" + {joint}"));
    let year = found.year.map(|year| format!(" {year}"));
    let doubt = if found.certain { "" } else { "?" };
    let (joint, year) = (joint.unwrap_or_default(), year.unwrap_or_default());
    format!("{}{joint}{year}{doubt}", found.venue)
}

#[test]
fn an_address_says_where_and_when() {
    assert!(cases().count() > 70);
    for (url, said) in cases() {
        let found = Imprint::of_url(url).unwrap_or_else(|| panic!("{url} says nothing"));
        assert_eq!(shown(&found), said, "{url}");
        for name in [Some(found.venue), found.joint].into_iter().flatten() {
            assert!(is_venue(name), "{name} of {url}");
        }
    }
}

#[test]
fn what_says_nothing_has_no_imprint() {
    for url in [
        "",
        "https://arxiv.org/list/cs.CL/recent",
        "https://openreview.net/forum?id=B1QRgziT-",
        "https://aclanthology.org/2023.nosuchworkshop-1.4",
        "https://aclanthology.org/P45-1001",
        "https://proceedings.mlr.press/v9999/a19a.html",
        "https://papers.nips.cc/",
        "https://openaccess.thecvf.com/menu",
        "https://dl.acm.org/doi/10.1145/3442188.3445922",
        "https://doi.org/10.1109/TPAMI.2021.3057446",
        "https://github.com/mlresearch/v97",
        "https://ieeexplore.ieee.org/document/9785789",
    ] {
        assert_eq!(Imprint::of_url(url), None, "{url}");
    }
}

fn is_venue(name: &str) -> bool {
    let venues = Catalogue::get().venues();
    venues.iter().any(|venue| venue.name == name)
}

#[test]
fn every_row_names_venues_of_the_catalogue() {
    for (table, key, row) in rows() {
        for name in [Some(row.venue), row.joint].into_iter().flatten() {
            assert!(is_venue(name), "[{table}] {key}: no venue {name}");
        }
    }
    assert!(rows().count() > 300);
}

/// Which scheme of those that are measured an address is of.
fn scheme(url: &str) -> Option<&'static str> {
    let schemes = [
        (
            "neurips",
            &[
                "papers.nips.cc",
                "papers.neurips.cc",
                "proceedings.neurips.cc",
            ][..],
        ),
        ("acl", &["aclanthology.org", "aclweb.org/anthology"]),
        ("cvf", &["openaccess.thecvf.com", "cv-foundation.org"]),
        ("pmlr", &["proceedings.mlr.press"]),
        ("other", &[""]),
    ];
    let find = |hosts: &[&str]| hosts.iter().any(|host| url.contains(host));
    schemes
        .into_iter()
        .find(|(_, hosts)| find(hosts))
        .map(|(name, _)| name)
}

#[test]
fn real_lists_agree_with_their_addresses() {
    let mut years: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut venues = years.clone();
    let mut said = String::new();
    for (path, text) in lists()
        .into_iter()
        .filter(|(path, _)| path.contains("/papers/"))
    {
        let source = Source::new(path.clone(), text);
        for entry in &List::read(&source).entries {
            let Some(stated) = entry.year.as_ref().map(|year| year.value) else {
                continue;
            };
            for link in &entry.links {
                let url = &link.target.value;
                let found = Imprint::of_url(url).filter(|found| found.venue != "arXiv");
                let (Some(found), Some(scheme)) = (found, scheme(url)) else {
                    continue;
                };
                if let Some(year) = found.year {
                    let tally = years.entry(scheme).or_default();
                    tally.0 += usize::from(year == stated);
                    tally.1 += 1;
                    if year != stated {
                        said += &format!("year {stated}, not {year}: {url} in {path}\n");
                    }
                }
                let venue = entry.venue.as_ref();
                let Some(venue) = venue.and_then(|venue| Catalogue::get().lookup(&venue.text))
                else {
                    continue;
                };
                let tally = venues.entry(scheme).or_default();
                let agrees = venue.name == found.venue || found.joint == Some(&*venue.name);
                tally.0 += usize::from(agrees);
                tally.1 += 1;
                if !agrees {
                    said += &format!("venue {}, not {found:?}: {url} in {path}\n", venue.name);
                }
            }
        }
    }
    if years.is_empty() {
        return;
    }
    if std::env::var_os("DOCENT_SHOW_IMPRINTS").is_some() {
        let shown = format!("{said}years {years:?}\nvenues {venues:?}\n");
        std::io::stderr()
            .write_all(shown.as_bytes())
            .expect("standard error is open");
    }
    for scheme in ["neurips", "acl", "cvf", "pmlr"] {
        let (agree, all) = years.get(scheme).copied().unwrap_or_default();
        assert!(
            all > 20 && agree * 10 >= all * 9,
            "{scheme}: {agree} of {all}\n{said}"
        );
    }
}
