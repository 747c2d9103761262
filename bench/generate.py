#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a large package: B bodies, I items each (some common), D documents, S sittings.

    bench/generate.py OUT [--bodies 3] [--items 60] [--documents 250] [--sittings 40]
                          [--paragraphs 3] [--languages ar,zh,en,fr,ru,es] [--seed 1]

The same arguments give the same bytes. The words are plausible, not meaningful.
"""
import argparse
import datetime
import pathlib
import random

LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
BODY = {"en": "Working Group {n} on Questions of Cooperation", "fr": "Groupe de travail {n} sur les questions de coopération",
        "es": "Grupo de Trabajo {n} sobre Cuestiones de Cooperación", "ru": "Рабочая группа {n} по вопросам сотрудничества",
        "zh": "合作问题第{n}工作组", "ar": "الفريق العامل {n} المعني بمسائل التعاون"}
PARENT = {"en": "Conference of the Parties", "fr": "Conférence des Parties", "es": "Conferencia de las Partes",
          "ru": "Конференция участников", "zh": "缔约方会议", "ar": "مؤتمر الأطراف"}
TITLE = {"en": "Progress made in the implementation of measure {n} and the challenges encountered",
         "fr": "Progrès accomplis dans l’application de la mesure {n} et difficultés rencontrées",
         "es": "Progresos realizados en la aplicación de la medida {n} y dificultades encontradas",
         "ru": "Прогресс, достигнутый в осуществлении меры {n}, и возникшие трудности",
         "zh": "措施{n}的执行进展和遇到的挑战", "ar": "التقدُّم المحرز في تنفيذ التدبير {n} والتحدِّيات القائمة"}
STANDARD = {
    "organization": {"en": "Organizational matters", "fr": "Questions d’organisation", "es": "Cuestiones de organización",
                     "ru": "Организационные вопросы", "zh": "组织事项", "ar": "المسائل التنظيمية"},
    "opening": {"en": "Opening of the meeting", "fr": "Ouverture de la réunion", "es": "Apertura de la reunión",
                "ru": "Открытие совещания", "zh": "会议开幕", "ar": "افتتاح الاجتماع"},
    "agenda": {"en": "Adoption of the agenda and organization of work", "fr": "Adoption de l’ordre du jour et organisation des travaux",
               "es": "Aprobación del programa y organización de los trabajos", "ru": "Утверждение повестки дня и организация работы",
               "zh": "通过议程和工作安排", "ar": "إقرار جدول الأعمال وتنظيم الأعمال"},
    "report": {"en": "Adoption of the report", "fr": "Adoption du rapport", "es": "Aprobación del informe",
               "ru": "Утверждение доклада", "zh": "通过报告", "ar": "اعتماد التقرير"},
}
PAPER = {"en": "Background paper prepared by the Secretariat on measure {n}", "fr": "Document de référence établi par le Secrétariat sur la mesure {n}",
         "es": "Documento de antecedentes preparado por la Secretaría sobre la medida {n}", "ru": "Справочный документ о мере {n}, подготовленный Секретариатом",
         "zh": "秘书处编写的关于措施{n}的背景文件", "ar": "ورقة معلومات أساسية من إعداد الأمانة عن التدبير {n}"}
SENTENCES = {
    "en": ["The Working Group may wish to consider the experience gained since its previous meeting.",
           "States parties have reported on national measures, on the obstacles met and on the assistance they require.",
           "The secretariat will provide a brief update on the activities carried out in the reporting period.",
           "The discussion may be guided by the information contained in the documents listed below."],
    "fr": ["Le Groupe de travail souhaitera peut-être examiner l’expérience acquise depuis sa réunion précédente.",
           "Les États parties ont rendu compte des mesures nationales, des obstacles rencontrés et de l’assistance dont ils ont besoin.",
           "Le secrétariat fera brièvement le point des activités menées au cours de la période considérée.",
           "Les débats pourront s’appuyer sur les informations figurant dans les documents énumérés ci-après."],
    "es": ["El Grupo de Trabajo tal vez desee examinar la experiencia adquirida desde su reunión anterior.",
           "Los Estados partes han informado sobre las medidas nacionales, los obstáculos y la asistencia que necesitan.",
           "La secretaría informará brevemente sobre las actividades realizadas en el período examinado.",
           "El debate podrá basarse en la información que figura en los documentos que se indican a continuación."],
    "ru": ["Рабочая группа, возможно, пожелает рассмотреть опыт, накопленный после ее предыдущего совещания.",
           "Государства-участники сообщили о национальных мерах, препятствиях и необходимой им помощи.",
           "Секретариат представит краткую информацию о деятельности за отчетный период.",
           "Обсуждение может опираться на информацию, содержащуюся в перечисленных ниже документах."],
    "zh": ["工作组似宜审议自上次会议以来取得的经验。", "缔约国报告了国家措施、遇到的障碍以及所需要的援助。",
           "秘书处将简要介绍报告所述期间开展的活动的最新情况。", "讨论可参考下列文件所载资料。"],
    "ar": ["لعلَّ الفريق العامل يودُّ أن ينظر في الخبرة المكتسبة منذ اجتماعه السابق.",
           "أفادت الدول الأطراف عن التدابير الوطنية والعقبات التي صادفتها والمساعدة التي تحتاج إليها.",
           "ستقدِّم الأمانة معلومات محدَّثة موجزة عن الأنشطة المنفَّذة في الفترة المشمولة بالتقرير.",
           "يمكن أن يسترشد النقاش بالمعلومات الواردة في الوثائق المدرجة أدناه."],
}
EXPLAIN = {"en": "The documents concerned include {refs}.", "fr": "Les documents concernés sont notamment {refs}.",
           "es": "Entre los documentos pertinentes figuran {refs}.", "ru": "К соответствующим документам относятся {refs}.",
           "zh": "有关文件包括{refs}。", "ar": "وتشمل الوثائق ذات الصلة {refs}."}


def ml(out, indent, words, langs, n=None):
    for lang in langs:
        out.append(f"{' ' * indent}{lang}: {words[lang].format(n=n)}")


def items_of(args):
    """Ids of the substantive items of each body: a fifth is common to all."""
    common = [f"measure-{k}" for k in range(1, args.items // 5 + 1)]
    agendas, n = [], len(common)
    for _ in range(args.bodies):
        own = args.items - 2 - len(common)
        agendas.append(common + [f"measure-{n + k}" for k in range(1, own + 1)])
        n += own
    return agendas


def sittings(args, agendas, out):
    day, slot = datetime.date(2027, 5, 24), 0
    queues = [["organization/opening", "organization/agenda"] + a + ["report"] for a in agendas]
    common = set(agendas[0]) & set(agendas[-1]) if args.bodies > 1 else set()
    bodies = [f"wg{k + 1}" for k in range(args.bodies)]
    order, seen = [], set()
    for queue in [["organization/opening", "organization/agenda"], sorted(common, key=lambda s: int(s[8:]))]:
        for item in queue:
            order.append((item, bodies))
            seen.add(item)
    for body, queue in zip(bodies, queues):
        order += [(item, [body]) for item in queue if item not in seen and item != "report"]
    per, rest = -(-len(order) // max(1, args.sittings - 1)), list(order)
    while rest or slot >= 0:
        chunk, rest = rest[:per], rest[per:]
        last = not chunk
        if last:
            chunk = [("report", bodies)]
        start, end = ("10:00", "13:00") if slot % 2 == 0 else ("15:00", "18:00")
        present = [b for b in bodies if any(b in who for _, who in chunk)]
        out += [f"  - start: {day}T{start}", f"    end: {day}T{end}", f"    bodies: [{', '.join(present)}]", "    entries:"]
        out += [f"      - {item}" for item, _ in chunk]
        slot += 1
        if slot % 2 == 0:
            day += datetime.timedelta(days=3 if day.weekday() == 4 else 1)
        if last:
            return day if slot % 2 else day - datetime.timedelta(days=1)
    return day


def meeting_yaml(args, langs, rng):
    agendas = items_of(args)
    every = list(dict.fromkeys(i for a in agendas for i in a))
    papers = {}
    for k in range(1, args.documents):
        papers.setdefault(every[(k - 1) % len(every)], []).append(f"paper-{k}")
    timetable = []
    closes = sittings(args, agendas, timetable)
    if closes.weekday() > 4:
        closes -= datetime.timedelta(days=closes.weekday() - 4)
    out = ["dais: 1", f"languages: [{', '.join(langs)}]", "profile: untoc", "produces: agenda", "", "bodies:", "  cop:", "    name:"]
    ml(out, 6, PARENT, langs)
    out += ["    symbol: XTOC/COP", "    noun: session"]
    for b in range(1, args.bodies + 1):
        out += [f"  wg{b}:", "    parent: cop", "    name:"]
        ml(out, 6, BODY, langs, b)
        out += [f"    symbol: XTOC/COP/WG.{b}", "    noun: meeting"]
    out += ["", "meetings:"]
    for b in range(1, args.bodies + 1):
        out += [f"  wg{b}@{b + 10}:", "    opens: 2027-05-24T10:00", f"    closes: {closes}", "    place:"]
        ml(out, 6, {"en": "Vienna", "fr": "Vienne", "es": "Viena", "ru": "Вена", "zh": "维也纳", "ar": "فيينا"}, langs)
        out += ["    zone: Europe/Vienna", "    modality: in-person"]
    out += ["", "together: [" + ", ".join(f"wg{b}@{b + 10}" for b in range(1, args.bodies + 1)) + "]", "", "agendas:"]
    for b, agenda in enumerate(agendas, 1):
        out.append(f"  wg{b}: [" + ", ".join(["organization"] + agenda + ["report"]) + "]")
    out += ["", "items:", "  organization:", "    kind: organizational", "    title:"]
    ml(out, 6, STANDARD["organization"], langs)
    out += ["    parts:"]
    for part, kind in (("opening", "opening"), ("agenda", "adoption-of-agenda")):
        out += [f"      {part}:", f"        kind: {kind}", "        title:"]
        ml(out, 10, STANDARD[part], langs)
    for item in every:
        out += [f"  {item}:", "    kind: substantive", "    title:"]
        ml(out, 6, TITLE, langs, item[8:])
        body = next(b for b, a in enumerate(agendas, 1) if item in a)
        out += [f"    proposed-by: wg{body}", f"    documents: [{', '.join(papers.get(item, []))}]"]
    out += ["  report:", "    kind: report", "    title:"]
    ml(out, 6, STANDARD["report"], langs)
    out += ["    documents: []", "", "documents:", "  agenda:",
            "    symbols: [" + ", ".join(f"XTOC/COP/WG.{b}/2027/1" for b in range(1, args.bodies + 1)) + "]", "    kind: agenda", "    title:"]
    ml(out, 6, {"en": "Annotated provisional agendas", "fr": "Ordres du jour provisoires annotés", "es": "Programas provisionales anotados",
                "ru": "Аннотированные предварительные повестки дня", "zh": "临时议程和说明", "ar": "جداول الأعمال المؤقَّتة المشروحة"}, langs)
    out += ["    author: secretariat", "    distribution: general", "    original: en", "    date: 2027-03-01"]
    serial = dict.fromkeys(range(1, args.bodies + 1), 1)
    for item in every:
        body = next(b for b, a in enumerate(agendas, 1) if item in a)
        for paper in papers.get(item, []):
            serial[body] += 1
            out += [f"  {paper}:", f"    symbols: [XTOC/COP/WG.{body}/2027/{serial[body]}]", "    kind: background-paper", "    title:"]
            ml(out, 6, PAPER, langs, paper[6:])
            out += ["    author: secretariat", "    distribution: general", "    original: en", "    slot: 2027-03-15"]
    out += ["", "sittings:"] + timetable
    rng.random()
    return "\n".join(out) + "\n", every, papers


def text(args, lang, every, papers, seed):
    rng = random.Random(f"{seed}")
    sep = "" if lang == "zh" else " "
    out = ["# {{item organization/opening}}", "", SENTENCES[lang][0], "", "# {{item organization/agenda}}", "", SENTENCES[lang][1], ""]
    for item in every:
        out += [f"# {{{{item {item}}}}}", ""]
        for _ in range(args.paragraphs):
            picks = [rng.randrange(4) for _ in range(rng.randrange(3, 7))]
            out += [sep.join(SENTENCES[lang][p] for p in picks), ""]
        if papers.get(item):
            refs = (", " if lang != "zh" else "、").join(f"{{{{doc {p}}}}}" for p in papers[item])
            out += [EXPLAIN[lang].format(refs=refs), ""]
    out += ["# {{item report}}", "", SENTENCES[lang][2], ""]
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    for name, value in (("bodies", 3), ("items", 60), ("documents", 250), ("sittings", 40), ("paragraphs", 3), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    args = parser.parse_args()
    langs = [lang for lang in LANGUAGES if lang in args.languages.split(",")]
    yaml, every, papers = meeting_yaml(args, langs, random.Random(args.seed))
    (args.out / "text").mkdir(parents=True, exist_ok=True)
    (args.out / "meeting.yaml").write_text(yaml, encoding="utf-8")
    for lang in langs:
        (args.out / "text" / f"{lang}.md").write_text(text(args, lang, every, papers, args.seed), encoding="utf-8")


main()
