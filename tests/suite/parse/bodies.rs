//! The body that reports, by its words in the text and by what stands around it. Tables of short composed rows.

use super::read;
use xunlan::disclosure::Level;

/// Who was entered for an inspection is the body that was inspected.
#[test]
fn bodies_that_were_entered() {
    for (clause, expected) in [
        ("进驻区财政局开展巡察", Some("区财政局")),
        ("进驻区财政局进行为期14天的常规巡察", Some("区财政局")),
        ("进驻各镇街道开展巡察", None),
        ("进驻现场开展巡察", None),
    ] {
        let text = format!(
            "根据区委统一部署，区委第三巡察组于2023年3月27日至4月9日{clause}。现将巡察整改情况予以公布。\n一、总体情况\n有关情况。"
        );
        let agency = read(&text).announcement.agency.map(|agency| agency.name);
        assert_eq!(agency.as_deref(), expected, "{clause}");
    }
}

/// 对省委巡视反馈意见…开展自查 names who fed back, not who was inspected.
#[test]
fn bodies_whose_inspector_is_named() {
    let text = "中共青澜区委关于省委巡视反馈意见整改落实情况的通报\n近日，区委对省委巡视反馈意见整改情况开展了自查，现将整改情况通报如下：\n\
                一、基本情况\n42个问题完成整改38个。";
    let agency = read(text).announcement.agency.expect("an agency");
    assert_eq!((agency.name.as_str(), agency.level), ("青澜区委", Some(Level::County)));
}

/// Agency: text in the preamble, signature → name, level, region.
#[test]
fn agencies() {
    let check = |object: &str, group: &str, signature: &str, expected: &str, why: &str| {
        let text = format!(
            "根据统一部署，2024年3月1日至4月30日，{group}对{object}开展了常规巡察。现将巡察整改情况予以公布。\n一、整改情况\n有关情况。\n{signature}\n2025年1月2日"
        );
        let parsed = read(&text);
        let agency = parsed.announcement.agency.expect("an agency");
        let level = agency.level.map_or("-", |level| level.code());
        assert_eq!(format!("{} {level} {}", agency.name, agency.region.join("/")), expected, "{why}");
    };
    check(
        "市财政局党组",
        "市委第四巡察组",
        "中共云汀市财政局党组",
        "云汀市财政局党组 city 云汀市",
        "the signature has the place",
    );
    check(
        "我院党委",
        "市委第一巡察组",
        "中共云汀市人民医院委员会",
        "云汀市人民医院党委 city 云汀市",
        "我院 is who signs; 委员会 is the 党委",
    );
    for (object, group, expected, why) in [
        (
            "市属国企金澜城投集团党委",
            "市委第一巡察组",
            "金澜城投集团党委 city ",
            "whose it is is no part of its name",
        ),
        ("市属高中板块金澜二中党委", "市委第一巡察组", "金澜二中党委 city ", "nor is its group"),
        ("省属金澜监狱党委", "市委第一巡察组", "金澜监狱党委 province ", "whose it is tells its rank"),
        ("市属企业", "市委第一巡察组", "市属企业 city ", "nothing is left without it"),
        ("青澜县四套班子", "市委第一巡察组", "青澜县 county 青澜县", "all four are those of the county"),
        (
            "桐坞县水利局党总支委员会",
            "县委第一巡察组",
            "桐坞县水利局党总支 county 桐坞县",
            "党总支委员会 is a 党总支",
        ),
        (
            "上海市教育局党组",
            "市委第一巡察组",
            "上海市教育局党组 province 上海市",
            "a municipality has no city's rank",
        ),
        (
            "县委组织部（含县委编办）部务会",
            "县委第一巡察组",
            "县委组织部部务会 county ",
            "an organ behind a bracket",
        ),
        (
            "青澜经济技术开发区党工委、管委会",
            "市委第一巡察组",
            "青澜经济技术开发区党工委 city ",
            "both are one body",
        ),
        (
            "柳溪镇党委及石滩、柏岭2个村党支部",
            "县委第一巡察组",
            "柳溪镇党委 town ",
            "its villages belong to it",
        ),
    ] {
        check(object, group, "", expected, why);
    }
    check(
        "省直机关工委",
        "省委第三巡视组",
        "中共云泽省直属机关工作委员会",
        "云泽省直属机关党工委 province 云泽省",
        "省直机关 is 省直属机关",
    );
    check(
        "上海望岫国际商务区管理委员会党组",
        "市委第一巡视组",
        "",
        "上海望岫国际商务区管理委员会党组 province 上海市",
        "a body may be called by the short name of its place",
    );
    check(
        "北京青澜大学望岫附属中学党委",
        "市委第一巡察组",
        "",
        "北京青澜大学望岫附属中学党委 city ",
        "a university's place is not that of its schools elsewhere",
    );
    check(
        "区妇联党组",
        "区委第四巡察组",
        "枫渡区妇女联合会党组",
        "枫渡区妇女联合会党组 county 枫渡区",
        "a short name of the same body",
    );
    check(
        "枫渡区委",
        "省委第三巡视组",
        "中共枫渡区委员会",
        "枫渡区委 county 枫渡区",
        "a whole area has its own rank, not the group's",
    );
    check(
        "清苇镇党委",
        "县委第四巡察组",
        "中共石莲县清苇镇委员会",
        "石莲县清苇镇党委 town 石莲县",
        "a town under its county, whose name is not repeated",
    );
    check(
        "越秀区民政局党组",
        "区委第二巡察组",
        "中共广州市越秀区民政局党组",
        "广州市越秀区民政局党组 county 广东省/广州市/越秀区",
        "a known place gets its province",
    );
    check(
        "沐苇区住房和城乡建设局党组",
        "区委第二巡察组",
        "中共沐苇区住房和城乡建设局党组",
        "沐苇区住房和城乡建设局党组 county 沐苇区",
        "城乡 is no township",
    );
}

/// A body's name; a town's own name is no region of its own.
#[test]
fn a_town_without_a_county_has_no_region() {
    let parsed =
        read("2025年1月16日，区委巡察一组向青澜街道党工委反馈巡察情况。区委巡察一组指出，存在差距。");
    let agency = parsed.announcement.agency.expect("an agency");
    assert_eq!((agency.name.as_str(), agency.region.len()), ("青澜街道党工委", 0));
}

/// Head of a page, who was inspected, by whom → agency, level, region, level of the group, day of the page.
#[test]
fn bodies_by_what_stands_around_the_text() {
    let check = |head: &str, object: &str, group: &str, expected: &str, why: &str| {
        let text = format!(
            "{head}\n根据统一部署，2023年3月6日至4月28日，{group}对{object}开展了巡察。现将整改情况公布。\n一、整改情况"
        );
        let parsed = read(&text);
        let announcement = &parsed.announcement;
        let agency = announcement.agency.as_ref();
        let level = |level: Option<xunlan::disclosure::Level>| level.map_or("-", |level| level.code());
        let shown = format!(
            "{} {} {} {} {}",
            agency.map_or("-", |agency| &agency.name),
            level(agency.and_then(|agency| agency.level)),
            agency.map_or(String::new(), |agency| agency.region.join("/")),
            level(announcement.inspection.team_level),
            announcement.published.as_ref().map_or("-".to_owned(), |day| day.value.to_string()),
        );
        assert_eq!(shown, expected, "{why}: {head}");
    };
    for title in [
        "〔公开公示〕桐坞县民政局党组关于巡察整改情况的通报",
        "（公示）中共桐坞县民政局党组关于巡察整改情况的通报",
        "公示公告：桐坞县民政局党组关于巡察整改情况的通报",
        "桐坞县民政局：关于巡察整改情况的通报",
        "刀刃向内真改实改——中共桐坞县民政局党组关于巡察整改情况的通报",
        "二十三项任务全部办结 中共桐坞县民政局党组关于巡察整改情况的通报",
        "桐坞县民政局-党务公开-中共桐坞县民政局党组关于巡察整改情况的通报",
    ] {
        check(
            &format!("{title}\n发布时间：2023-12-05"),
            "县民政局党组",
            "县委第二巡察组",
            "桐坞县民政局党组 county 桐坞县 county 2023-12-05",
            "what stands before a name is no part of it",
        );
    }
    for head in [
        "砚岭县人民医院 > 党务公开 > 正文\n巡察整改进展情况通报\n2023-12-05",
        "砚岭县人民医院官方网站\n巡察整改进展情况通报\n2023-12-05",
        "巡察整改进展情况通报\n2023-12-05 来源：砚岭县人民医院",
    ] {
        check(
            head,
            "我院党委",
            "县委第二巡察组",
            "砚岭县人民医院党委 county 砚岭县 county 2023-12-05",
            "我院 is whose site it is",
        );
    }
    check(
        "桐坞县柳溪镇人民政府\n巡察整改情况通报",
        "我镇党委",
        "县委第二巡察组",
        "桐坞县柳溪镇党委 town 桐坞县 county -",
        "我镇 likewise",
    );
    check(
        "中共柳溪镇委员会关于巡察整改情况的通报_桐坞县人民政府门户网站",
        "柳溪镇党委",
        "县委第二巡察组",
        "柳溪镇党委 town 桐坞县 county -",
        "a town lies in the county whose site has its page",
    );
    check(
        "琅滨市中级人民法院网 > 基层法院 > 云岫市人民法院\n中共云岫市人民法院党组关于巡察整改情况的通报",
        "市法院党组",
        "市委第二巡察组",
        "云岫市人民法院党组 county 云岫市 county -",
        "the site says that the city is a county's",
    );
    check(
        "云塔地区特克尔斯县人民法院\n特克尔斯县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "特克尔斯县人民法院党组 county 云塔地区/特克尔斯县 county -",
        "four characters that write sounds",
    );
    check(
        "云塔盟乌兰塔拉旗人民法院\n乌兰塔拉旗人民法院党组关于巡察整改情况的通报",
        "旗人民法院党组",
        "旗委第二巡察组",
        "乌兰塔拉旗人民法院党组 county 云塔盟/乌兰塔拉旗 county -",
        "likewise, in a league",
    );
    check(
        "云塔盟科尔塔右翼前旗人民法院\n科尔塔右翼前旗人民法院党组关于巡察整改情况的通报",
        "旗人民法院党组",
        "旗委第二巡察组",
        "科尔塔右翼前旗人民法院党组 county 云塔盟/科尔塔右翼前旗 county -",
        "a side of a banner",
    );
    check(
        "岚州市岑江侗族苗族自治县人民法院\n岑江侗族苗族自治县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "岑江侗族苗族自治县人民法院党组 county 岚州市/岑江侗族苗族自治县 county -",
        "peoples before the rank are a part of the name",
    );
    check(
        "云汀市𬒈𬒗县人民法院\n𬒈𬒗县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "𬒈𬒗县人民法院党组 county 云汀市/𬒈𬒗县 county -",
        "rare characters",
    );
    check(
        "双江拉祜族佤族布朗族傣族自治县人民法院党组关于巡察整改情况的通报",
        "县人民法院党组",
        "县委第二巡察组",
        "双江拉祜族佤族布朗族傣族自治县人民法院党组 county 云南省/临沧市/双江拉祜族佤族布朗族傣族自治县 county -",
        "the longest name of the table",
    );
    check(
        "云汀市农贸市场管理中心党组关于巡察整改情况的通报",
        "市农贸市场管理中心党组",
        "市委第二巡察组",
        "云汀市农贸市场管理中心党组 city 云汀市 city -",
        "a market is no city in a city",
    );
    check(
        "云汀市产业联盟服务中心党组关于巡察整改情况的通报",
        "产业联盟服务中心党组",
        "市委第二巡察组",
        "云汀市产业联盟服务中心党组 city 云汀市 city -",
        "an alliance is no league",
    );
    check(
        "赴阿塔木县教育局党组关于巡察整改情况的通报",
        "赴阿塔木县教育局党组",
        "县委第二巡察组",
        "赴阿塔木县教育局党组 county  county -",
        "a verb is no sound",
    );
    check(
        "云溪市教育局党组关于巡察整改情况的通报",
        "云溪市教育局党组",
        "汀州市委第二交叉巡察组",
        "云溪市教育局党组 city 云溪市 city -",
        "groups that cross look at their equals",
    );
    check(
        "沅陂江口县城关镇人民政府党组关于巡察整改情况的通报",
        "沅陂江口县城关镇人民政府党组",
        "县委第二巡察组",
        "沅陂江口县城关镇人民政府党组 town  county -",
        "the government of a town is of its rank, wherever it lies",
    );
    check(
        "塔林旗嘎拉图嘎查党支部关于巡察整改情况的通报",
        "嘎拉图嘎查党支部",
        "旗委第二巡察组",
        "塔林旗嘎拉图嘎查党支部 village 塔林旗 county -",
        "a 嘎查 is a village",
    );
    check(
        "云塔盟云巴尔虎右旗人民法院\n云巴尔虎右旗人民法院党组关于巡察整改情况的通报",
        "旗人民法院党组",
        "旗委第二巡察组",
        "云巴尔虎右旗人民法院党组 county 云塔盟/云巴尔虎右旗 county -",
        "a banner by its side",
    );
    check(
        "",
        "沅陂江口县委",
        "市委第二巡察组",
        "沅陂江口县党委 county  city -",
        "a county's committee is a county's, known or not",
    );
    check(
        "国家税务总局葭川市税务局党委关于巡察整改情况的通报",
        "葭川市税务局党委",
        "省局党委第三巡察组",
        "国家税务总局葭川市税务局党委 city 葭川市 province -",
        "an unknown place behind the head office",
    );
    check(
        "区妇联党组关于巡察整改情况的通报_曜城区妇女联合会",
        "区妇联党组",
        "区委第二巡察组",
        "曜城区妇女联合会党组 county 曜城区 county -",
        "the site has the whole name; a short 城区 before a body is a place",
    );
    check(
        "桐坞日报2023年12月05日 A03版\n中共桐坞县民政局党组关于巡察整改情况的通报",
        "县民政局党组",
        "县委第二巡察组",
        "桐坞县民政局党组 county 桐坞县 county 2023-12-05",
        "the day of a paper",
    );
    check(
        "中共桐坞县民政局党组关于巡察整改情况的通报\n桐坞县民政局 2023/12/05",
        "县民政局党组",
        "县委第二巡察组",
        "桐坞县民政局党组 county 桐坞县 county 2023-12-05",
        "who and when, and nothing else",
    );
}
