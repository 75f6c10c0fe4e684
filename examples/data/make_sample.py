"""Writes sample.csv: some 200 messages to a province's board and the replies to them, all of them invented.

usage: make_sample.py > sample.csv

Places are coded as the published boards code them (A市, A3区, K8县). The seed is fixed: the same program writes the same
file. Each message is a subject, a place in it, a wish; each reply names the office and what it did.
"""
import csv
import datetime
import random
import sys

MESSAGES = 200
START = datetime.datetime(2021, 3, 1, 8, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))

CITIES = "ABCK"
DISTRICTS = {"A": ["A1区", "A2区", "A3区", "A5县"], "B": ["B1区", "B4县", "B6市"], "C": ["C2区", "C3县"], "K": ["K1区", "K8县"]}
STREETS = ["槐树巷", "新桥街", "东湖路", "纺织厂宿舍", "向阳小区", "书院里", "老码头社区", "青石村", "松林镇", "金桂苑"]

# (subject, what is wrong, the wish, the office, what it did)
MATTERS = [
    ("路灯不亮", "夜里一片漆黑，老人出门很不方便", "请安排人员检修", "城管局", "更换了损坏的灯泡和一段电缆，当晚恢复照明"),
    ("下水道堵塞", "一下雨污水就漫到路面上", "希望尽快疏通", "住建局", "组织疏通了管道，并把这一段列入汛前巡查"),
    ("电梯经常停运", "上个月停了三次，有人被困在里面", "请督促物业维修", "市场监管局", "约谈了物业公司，维保单位更换了控制板并重新检验"),
    ("夜间施工扰民", "工地凌晨还在浇混凝土，孩子睡不着", "请依法查处", "城管局", "现场核实后责令停止夜间施工，并公示了作业时间"),
    ("公交线路太少", "早高峰要等四十分钟", "建议增加班次", "交通运输局", "经客流调查，早晚高峰各增加两班"),
    ("自来水发黄", "早上放出来的水带铁锈味", "请检测水质", "水务局", "取样检测合格，发黄系管网检修所致，已冲洗末端管道"),
    ("入学划片不清楚", "两所学校都说不归自己管", "请明确划片范围", "教育局", "按门牌核对了范围，该处属第二小学，已书面告知"),
    ("垃圾清运不及时", "垃圾桶三天没人收，气味很大", "请加强清运", "环卫中心", "调整了清运路线，改为每日两次"),
    ("噪声太大", "广场上的音响开到晚上十点", "希望控制音量", "社区居委会", "与活动队伍约定了时间和音量，并安排专人提醒"),
    ("养老金认证不会办", "老人不会用手机，跑了两趟没办成", "请问能不能上门办理", "人社局", "工作人员已上门办理，今后每季度集中上门一次"),
    ("村道塌方", "雨后路基塌了一半，车过不去", "请尽快修复", "交通运输局", "设置了警示标志，抢修便道，路基加固已列入计划"),
    ("违规停车占道", "消防通道常年停满车", "请治理", "交警大队", "清理了长期停放的车辆，增设了隔离设施"),
]
OPENINGS = ["您好！", "领导好，", "尊敬的领导：", ""]
TITLES = ["{place}{street}{subject}", "反映{place}{street}{subject}的问题", "{subject}，何时能解决？"]
TEXTS = ["{opening}{place}{street}{subject}，{wrong}。{wish}，谢谢！", "{opening}我住在{place}{street}，最近{subject}，{wrong}。\n{wish}。",
         "{opening}关于“{subject}”一事，{wrong}，之前也打过电话。{wish}。"]


def a_place(chance):
    """Mostly a district, at times only a city, at times none at all."""
    kind = chance.random()
    city = chance.choices(CITIES, weights=[6, 3, 2, 2])[0]
    if kind < 0.85:
        return chance.choice(DISTRICTS[city])
    return f"{city}市" if kind < 0.95 else ""


def an_answer_time(chance, reported):
    """Most within two weeks, some much later."""
    days = chance.choices([chance.uniform(1, 8), chance.uniform(8, 15), chance.uniform(15, 40), chance.uniform(40, 150)],
                          weights=[40, 28, 24, 8])[0]
    replied = reported + datetime.timedelta(days=days)
    return replied.replace(hour=chance.randint(9, 17), minute=chance.randint(0, 59))


def rows(chance):
    reported = START
    for number in range(MESSAGES):
        reported += datetime.timedelta(hours=chance.uniform(6, 84), seconds=chance.randint(0, 59))
        subject, wrong, wish, office, did = chance.choice(MATTERS)
        words = {"place": a_place(chance), "street": chance.choice(STREETS), "subject": subject, "wrong": wrong, "wish": wish,
                 "opening": chance.choice(OPENINGS)}
        replied = max(an_answer_time(chance, reported), reported + datetime.timedelta(hours=1))
        yield {
            "id": 5001 + number * 3,
            "resident": f"R{chance.randint(1, 170):06d}",
            "title": chance.choice(TITLES).format(**words),
            "reported_at": reported.isoformat(timespec="seconds"),
            "text": chance.choice(TEXTS).format(**words),
            "reply": f"网友您好：您反映的“{subject}”已收悉。经{words['place']}{office}核实处理，{did}。感谢您的关心和监督。",
            "replied_at": replied.isoformat(timespec="seconds"),
        }


table = csv.DictWriter(sys.stdout, ["id", "resident", "title", "reported_at", "text", "reply", "replied_at"],
                       lineterminator="\n")
sys.stdout.reconfigure(encoding="utf-8", newline="")
table.writeheader()
table.writerows(rows(random.Random(20210301)))
