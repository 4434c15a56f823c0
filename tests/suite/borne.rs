//! Who a body is that the head names by its kind alone, by where it stands, or by what it was: title, header line, host,
//! plan; branches, prefectures, streets and villages.

use xunlan::disclosure::Announcement;
use xunlan::parse::parse;
use xunlan::text::{Form, Limits, read};

/// What stands above the head, who was inspected, by whose group, what stands below.
fn announcement(above: &str, object: &str, group: &str, below: &str) -> Announcement {
    let text = format!(
        "{above}\n根据统一部署，2023年3月6日至4月28日，{group}对{object}开展了巡察。2023年6月12日，{group}反馈了巡察意见。\
         现将巡察整改进展情况予以公布。\n一、提高站位\n第一时间召开会议。\n二、抓好整改\n1.关于学习不深入的问题。\n整改情况：开展学习3次。\n{below}\n"
    );
    parse(&read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap()).announcement
}

/// Name, level and region; `-` where no body is named.
fn shown(announcement: &Announcement) -> String {
    announcement.agency.as_ref().map_or("-".to_owned(), |agency| {
        let level = agency.level.map_or("-", |level| level.code());
        format!("{} {level} {}", agency.name, agency.region.join("/")).trim_end().to_owned()
    })
}

/// Title, object → agency: a noun and an organ name nobody.
#[test]
fn a_kind_of_body_is_no_name() {
    let check = |title: &str, object: &str, group: &str, expected: &str, why: &str| {
        assert_eq!(shown(&announcement(title, object, group, "")), expected, "{why}: {title} {object}");
    };
    let county = "县委第二巡察组";
    let about = |body: &str| format!("{body}关于巡察整改进展情况的通报");
    for (body, object, expected) in [
        ("桐坞县第二小学党总支", "校党总支", "桐坞县第二小学党总支 county 桐坞县"),
        ("中共桐坞县卫生健康委员会党组", "委党组", "桐坞县卫生健康委员会党组 county 桐坞县"),
        ("桐坞县卫生健康委员会机关党委", "委机关党委", "桐坞县卫生健康委员会机关党委 county 桐坞县"),
        ("中共桐坞县人民防空办公室党组", "办党组", "桐坞县人民防空办公室党组 county 桐坞县"),
        ("桐坞县农村商业银行股份有限公司党委", "行党委", "桐坞县农村商业银行股份有限公司党委 county 桐坞县"),
        ("桐坞县财政局机关党委", "机关党委", "桐坞县财政局机关党委 county 桐坞县"),
        ("桐坞县柳溪镇党委", "镇党委", "桐坞县柳溪镇党委 town 桐坞县"),
        ("中共桐坞县柳溪镇委员会", "镇党委班子", "桐坞县柳溪镇党委 town 桐坞县"),
    ] {
        check(&about(body), object, county, expected, "the title has the body");
    }
    for object in ["校党委", "行党委", "县党组", "中心党委", "乡镇党委", "镇党委", "机关党委"]
    {
        check("关于巡察整改进展情况的通报", object, county, "-", "nothing tells which");
    }
    check(&about("桐坞县教育局党组"), "校党委", county, "-", "a bureau is no school");
    for title in [
        "关于桐坞县统计局党组巡察整改进展情况的通报",
        "关于对桐坞县统计局党组巡察整改进展情况的通报",
        "关于中共桐坞县统计局党组落实县委巡察反馈意见整改情况的通报",
        "桐坞县统计局巡察整改进展情况公示",
    ] {
        for object in ["我局党组", "局党组", "县统计局党组"] {
            let expected = "桐坞县统计局党组 county 桐坞县";
            check(title, object, county, expected, "who the title is about");
        }
        check(title, "我校党委", county, "-", "who the title is about may be who inspects");
    }
    check(
        "关于加强县统计局巡察整改公示的通知",
        "县统计局党组",
        county,
        "县统计局党组 county",
        "a deed is no place",
    );
    for object in ["统计系统", "县统计系统"] {
        let text = announcement(&about("桐坞县统计局党组"), object, county, "");
        assert_eq!(shown(&text), "桐坞县统计局党组 county 桐坞县", "a system is a topic");
    }
    check(
        &about("中共桐坞县文化和旅游局党组"),
        "原县旅游局党组",
        county,
        "桐坞县文化和旅游局党组 county 桐坞县",
        "what a body was is called by the title as it is",
    );
    check(&about("中共呼兰盟委员会"), "我盟", "自治区党委第三巡视组", "呼兰盟委 city 呼兰盟", "我盟");
}

/// What the page bears, object → agency.
#[test]
fn who_speaks_is_whose_page_it_is() {
    let bureau = "桐坞县统计局党组 county 桐坞县";
    let way = "首页 机构概况 通知公告\n当前位置：首页 > 通知公告";
    for (above, object, below, expected) in [
        (format!("桐坞县统计局\n{way}"), "我局党组", "", bureau),
        (format!("桐坞县统计局\n{way}\n巡察整改进展情况通报"), "我局党组", "", bureau),
        (format!("桐坞县统计局\n{way}"), "我校党委", "", "-"),
        (String::new(), "我局党组", "主办单位：桐坞县统计局", bureau),
        (String::new(), "我办党组", "主办单位：桐坞县人民政府办公室", "-"),
        (
            String::new(),
            "我局党组",
            "联系电话：0998-1234567；联系地址：城关镇人民路2号桐坞县统计局办公室。",
            bureau,
        ),
        (
            "桐坞县人民政府\n索 引 号：640181/2024-00713 发文机关：柳溪镇".to_owned(),
            "柳溪镇党委",
            "",
            "柳溪镇党委 town 桐坞县",
        ),
        ("发布机构：桐坞县柳溪镇人民政府".to_owned(), "我镇党委", "", "桐坞县柳溪镇党委 town 桐坞县"),
        ("桐坞县人民政府 柳溪镇".to_owned(), "我镇党委", "", "桐坞县柳溪镇党委 town 桐坞县"),
        (
            String::new(),
            "中心党委",
            "制定《中共桐坞县疾病预防控制中心委员会关于县委巡察反馈意见的整改方案》。",
            "桐坞县疾病预防控制中心党委 county 桐坞县",
        ),
        (
            String::new(),
            "党组",
            "制定《中共桐坞县财政局党组关于县委巡察反馈意见的整改方案》。",
            "桐坞县财政局党组 county 桐坞县",
        ),
    ] {
        let read = announcement(&above, object, "县委第二巡察组", below);
        assert_eq!(shown(&read), expected, "{above} {object} {below}");
    }
}

/// Name of a body and who inspects → level and region.
#[test]
fn places_inside_and_below() {
    let check = |body: &str, group: &str, expected: &str| {
        let title = format!("中共{body}关于巡察整改进展情况的通报");
        assert_eq!(shown(&announcement(&title, body, group, "")), format!("{body} {expected}").trim_end());
    };
    let firm = "省公司党委第一巡察组";
    check("桐坞财产保险股份有限公司澧湾市分公司党委", firm, "city 澧湾市");
    check("桐坞邮政集团有限公司岷湾省霁湾市分公司党委", firm, "city 岷湾省/霁湾市");
    check("桐坞邮政集团有限公司霁湾市望湖区分公司党委", firm, "county 霁湾市/望湖区");
    check("国网云泽省电力有限公司岚河县供电公司党委", firm, "county 云泽省/岚河县");
    check("云泽省水务集团有限公司岚河县分公司党委", firm, "county 云泽省/岚河县");
    check("国家金融监督管理总局霁湾监管分局党委", "省局党委第二巡察组", "city");
    check("湘湾州市场监督管理局党组", "州委第三巡察组", "city");
    check("巴州市场监督管理局党组", "州委第三巡察组", "city 新疆维吾尔自治区/巴音郭楞蒙古自治州");
    check("塔兰河地区林业和草原局党组", "地委第三巡察组", "city 塔兰河地区");
    check("苇湾市望湖区大榆地区党工委", "区委第三巡察组", "town 苇湾市/望湖区");
    check("呼兰敦后旗教育局党组", "旗委第三巡察组", "county 呼兰敦后旗");
    check("民革澄湾市委会机关党支部", "市委第三巡察组", "city 澄湾市");
    for body in [
        "和平里居民区党总支",
        "石滩居委会党总支",
        "阿兰屯党支部",
        "石滩村民小组党支部",
        "新华里社区联合党委",
        "东湖社区工作站党委",
    ] {
        check(body, "县委第二巡察组", "village");
    }
}

/// The line below the title → day of publication.
#[test]
fn days_below_a_title() {
    for line in [
        "编辑：党委党建部　2024-09-06",
        "（2024-09-06 09:31）来源：县侨联",
        "办公室 | 2024-09-06",
        "【2024-09-06】",
    ] {
        let above = format!("中共桐坞县统计局党组关于巡察整改进展情况的通报\n{line}");
        let below = "中共桐坞县统计局党组\n2024年9月5日";
        let day = announcement(&above, "县统计局党组", "县委第二巡察组", below).published;
        assert_eq!(day.map(|day| day.value.to_string()).as_deref(), Some("2024-09-06"), "{line}");
    }
}

/// Title lines that a break has cut inside the body's name, object → whole title, agency.
#[test]
fn names_that_a_break_has_cut() {
    let check = |above: &str, object: &str, group: &str, title: &str, expected: &str| {
        let read = announcement(above, object, group, "");
        assert_eq!(shown(&read), expected, "{above}");
        assert_eq!(read.title.map(|title| title.value).as_deref(), Some(title), "{above}");
    };
    let district = "区委第三巡察组";
    for (above, object, group, expected) in [
        (
            "中共云汀市枫渡区委梧园街道\n工作委员会",
            "梧园街道党工委",
            district,
            "云汀市枫渡区梧园街道党工委 town 云汀市/枫渡区",
        ),
        (
            "中共云汀市枫渡区\n教育体育局党组",
            "区教育体育局党组",
            district,
            "云汀市枫渡区教育体育局党组 county 云汀市/枫渡区",
        ),
        (
            "中共云汀市枫渡区\n教育体育局\n党组",
            "区教育体育局党组",
            district,
            "云汀市枫渡区教育体育局党组 county 云汀市/枫渡区",
        ),
        (
            "中共云汀市枫渡区住房城乡\n建设局党组",
            "区住房城乡建设局党组",
            district,
            "云汀市枫渡区住房城乡建设局党组 county 云汀市/枫渡区",
        ),
        (
            "中共云汀市枫渡区石陂镇\n委员会",
            "石陂镇党委",
            district,
            "云汀市枫渡区石陂镇党委 town 云汀市/枫渡区",
        ),
        (
            "中共云汀市卫生健康委员会\n党组",
            "市卫生健康委党组",
            "市委第二巡察组",
            "云汀市卫生健康委员会党组 city 云汀市",
        ),
        ("云汀市枫渡区教育局\n党组", "区教育局党组", district, "云汀市枫渡区教育局党组 county 云汀市/枫渡区"),
    ] {
        let above = format!("{above}关于巡察整改进展情况的通报");
        check(&above, object, group, &above.replace('\n', ""), expected);
    }
    let whole = "区教育局党组关于巡察整改进展情况的通报";
    let read = announcement(&format!("云汀市枫渡区教育局\n{whole}"), "区教育局党组", district, "");
    assert_eq!(read.title.map(|title| title.value).as_deref(), Some(whole), "the rank stands for its place");
    let whole = "中共桐坞县教育局党组关于巡察整改进展情况的通报";
    check(
        &format!("中共桐坞县纪委\n{whole}"),
        "县教育局党组",
        "县委第二巡察组",
        whole,
        "桐坞县教育局党组 county 桐坞县",
    );
}

/// A body that a bracket says another has become → the body of today, if title or signature call it so.
#[test]
fn what_a_bracket_says_a_body_has_become() {
    let check = |title: &str, object: &str, expected: &str| {
        let title = format!("{title}关于巡察整改进展情况的通报");
        assert_eq!(shown(&announcement(&title, object, "市委第二巡察组", "")), expected, "{title} {object}");
    };
    check(
        "中共云汀新材料集团有限公司委员会",
        "云汀化工集团有限公司（2022年9月更名为云汀新材料集团有限公司，以下简称“集团”）党委",
        "云汀新材料集团有限公司党委 city",
    );
    check(
        "中共云汀商业控股集团有限公司委员会",
        "云汀商贸投资有限公司（以下简称“商投”）、云汀粮油购销有限公司（以下简称“粮油”）（2家企业已于2022年12月重组整合为云汀商业控股集团有限公司）",
        "云汀商业控股集团有限公司党委 city",
    );
    check(
        "中共云汀市文化和旅游局党组",
        "市旅游局（现更名为市文化和旅游局）党组",
        "云汀市文化和旅游局党组 city 云汀市",
    );
    check("中共云汀市旅游局党组", "市旅游局（现更名为市文化和旅游局）党组", "云汀市旅游局党组 city 云汀市");
}

/// Villages are inspected, and their town answers → the town; who counts bodies names none.
#[test]
fn who_answers_for_several() {
    let parsed =
        |text: &str| parse(&read(text.as_bytes(), Form::Plain, &Limits::default()).unwrap()).announcement;
    let villages = |title: &str, to: &str| {
        let text = format!(
            "{title}\n根据县委统一部署，2023年5月8日至6月9日，县委第二巡察组对柳溪镇柏岭村党支部、石滩村党支部进行了巡察“回头看”，8月20日向{to}反馈。现将镇党委整改情况公示。\n一、整改情况\n1.关于学习不深入的问题。\n整改情况：开展学习3次。"
        );
        shown(&parsed(&text))
    };
    assert_eq!(villages("柳溪镇党委巡察“回头看”整改情况公示", "柳溪镇党委"), "柳溪镇党委 town");
    let village = villages("柳溪镇柏岭村党支部巡察“回头看”整改情况公示", "柳溪镇党委");
    assert!(village.starts_with("柳溪镇柏岭村党支部 village"), "{village}");
    for to in ["7个县（市、区）党委", "41个县（市、区）党委", "七个县（区）党委", "12所学校党委"]
    {
        let text = format!(
            "省委巡视组反馈巡视意见\n根据省委统一部署，10月12日至20日，省委巡视组向{to}反馈了巡视意见。巡视组指出，存在学习不深入等问题。"
        );
        assert_eq!(shown(&parsed(&text)), "-", "{to}");
    }
}
