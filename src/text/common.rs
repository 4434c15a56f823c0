//! The characters that Chinese text mostly consists of, most frequent first.
//!
//! Used to tell encodings apart: bytes read in a wrong encoding give rare
//! characters. The list is simplified; a character has the rank of the one it folds to.

use super::fold_char;
use std::sync::LazyLock;

/// How many of the most frequent count as very common.
const VERY: usize = 400;

/// 0 rare, 1 common, 2 very common.
pub(super) fn rank(c: char) -> u8 {
    let at = (c as usize).wrapping_sub(0x4E00);
    RANKS.get(at).copied().unwrap_or(0)
}

static RANKS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut ranks = vec![0; 0x9FFF - 0x4E00 + 1];
    let common = COMMON.chars().filter(|c| !c.is_whitespace());
    for (place, c) in common.enumerate() {
        if let Some(rank) = ranks.get_mut((c as usize).wrapping_sub(0x4E00)) {
            *rank = if place < VERY { 2 } else { 1 };
        }
    }
    (0x4E00..=0x9FFF)
        .filter_map(char::from_u32)
        .map(|c| ranks.get((fold_char(c) as usize).wrapping_sub(0x4E00)).copied().unwrap_or(0))
        .collect()
});

/// The order follows how often words occur in general Chinese text; the words of
/// administration weigh a little more.
const COMMON: &str = "
    一人是不中了在的有大个改年和成国整为会于上对市委问题党地这组关公他来作以巡学行我工部情时到方生开察出
    三面要二分下日建完理长家已发区进民全政月后子业道机况用实主制本务说自就们也县之定第得等过管动体局展小
    水法经元事通天员可任度万同多与能前文高合化次共期重现立门产项新着资你内力教里办心位处代而将都名其所省
    反报回规见意表安设十间去两那明起然当清由正还如场北社外宋入种提把军城头手点好持级从构常责样平号向金仿
    加电议治物性书无看量收利目集四话并么路统只领院山计口保者信数至石查结专各基没系此又程南交东干相西单最
    校推条育想联应导果些首使但战及视记件打她身落科原被监五因老流取知海放比农布武更村每审接决服品师权备众
    司织给修江核职特线形检据先风督费评总队直群美示或活质湖支变世馈团轮解复源供置气编标施批汉义式选求补广
    站别走府告声女网少续根调步效届纪退强王河台研称案今才运住很白达镇按坚室儿类米马己底严张范太转容术增再
    段受云算论技济属命余几色投均商便销州华具游未企考照边听谈格约准做百指族逐光六订层京率传价造真采车什带
    难近它举护澜字房周认究临思予参界空黄深乡川包兵失汀八神确防列快必何斯限却料证划眼图排花德历虚非执助林
    班史款阳古型则招令死随即半官维革负环象息请积食言土感际演叫让连装该域洛俱引争皇协旅户较署节签律李违营
    存士足卫笑功拉止醒验七邮仅值候克器满亲始策精红英轻观措识尔医账追页阶千朝片莲配习火态需远亚许丹课预往
    派境居像例材跟断馆吃病优低财极围移勉善消印篇志警除超股压影九星须双速帝养送鱼青黑召细薄录注承望热访占
    购初障欢夫留势紧早试诫语怎待铁依升觉够街创岗离客测桥乐针扫倒药爱渡险迎微显越份响且副易突季崖辑码般击
    曾园征音亿飞球龙席控培致兴模索拜址甚央汐付纳减罗切差健箱素故缴艺讲终写藏巴堂虽挂洲筑宗破急木密博封截
    左宝固独富屏益宫弹降状劳抓妇停斗景胜章座银另油若贴久旧枫似额杀绝适雁刻杨担康航找夜父血赛冲春松陈换获
    充郡毛害楼坐尚田钱板短玉训树抗尽延宣览脸互陆登念右攻闻苏帮仍拿牌苇答阿缺弟继伤免损假愿普喜温囊抽射哥
    归略刚哪序读皮庭酒彻诉某简刘聚沙守母救介偏闽履弱败版谁库借波竟聘香沉暗敌呢伍块角草兰错端乱夏掌词良岛
    友促驻套著画怕丁档散背顺孩味礼笔福男疗船惊冷典激练奇尼剑吧洪挥遗齐洋叶架托异闭融伸括晚罚乎盘娘脚刀既
    敢邦昌扩宜胡综欧港洞软桐剧货废繁苦呼句岁荆贵菜慢辖茶威禁含票岸诡贯衣宽述孙盖曲阵店楷毒坞判拖厂兜穿吴
    希残宁输析涉础毕遇丰亩拔顾绩买楚朱享靠附啊税卡鲜否骨矿露兄屋忙卷肉吗授钟混永纸哈鄂饭稳概牛讨渐顶野雷
    零焦献姑忽爷喝亮隐襄络植咱伯臣雄您频秘脑雨砚危祖符辅姓烈赶恩董诗亡映蒙廉静欠绕犯卖智伊湾裁痛窗陵奖币
    灵杂透操剩泽癸申绿吸侧庆妈售腹旁甲末唐炮沿患粮困殿估刺怪戏彩沟束津俄墙媚灯径疑熟载酸疾汇毫怀荣误折庙
    探避脱秋播缓秀耳罪枪牙返兼盛挽恶谷闲童顿贸租诸佛跑册烟缩距御浪姐侵午肯厚拍罢潮私嘴漏谢巨瓦谋碍横拥雪
    翻圣塞旗吉讯婚累岩储圆替歌腐廷择烧仙舞掉跨汽逾莫麻寻启跳丽抵摇君厅凭鼓夺恨坛袁坦坏丝殖吨凡阴床衡瞧墓
    宪龟森峰遍鲁债暂巩桃舰怒迅撤奥忠辆润渠龄池偿遭潜庄钢牵婆奴键赵睡震覆硬虫梁徐苗役韦迁舱扬壁休纵逃染纷
    灭冰蛋牧暴竞肃扣盯妹仪塔狐搞滞毁泥迹寒途饮释粉握孔岭剂搜紫勘虑舍阅拆惠寺液籍荒虎珍杜奔尾迫寄摆哭洁伦
    盟倾韩乌尤诺铺秦询尊埃竹珠旬脉鬼纯睛冻鉴刑隆冒耕幅踪努恢杯幸拨奉叭励劲乘抱淡朋谓崇壮朗骑隔弄恐鸡绍徒
";
