/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Long enough to fold and to fill columns; Arabic, Chinese and Russian follow doc glossaries.
 */
#include "sample_words.h"

const char *const sample_words[DAIS_LANG_COUNT][SAMPLE_WORD_COUNT] = {
	[DAIS_LANG_FR] = { "Nations Unies", "Ordres du jour provisoires annotés",
	    "Conférence des Parties à la Convention des Nations Unies contre la criminalité "
	    "transnationale organisée",
	    "Distr. générale", "14 février 2022", "Français", "Original : anglais",
	    "Groupe de travail sur la coopération internationale",
	    "Groupe de travail d’experts gouvernementaux sur l’assistance technique",
	    "Treizième réunion", "Vienne, 23-27 mai 2022", "Questions d’organisation",
	    "Ouverture de la réunion", "Adoption de l’ordre du jour et organisation des travaux",
	    "Transfert des personnes condamnées (article 17 de la Convention contre la criminalité "
	    "organisée)",
	    "L’application de la Convention contre la criminalité organisée pour prévenir et "
	    "combattre les crimes transnationaux organisés qui portent atteinte à l’environnement",
	    "(point commun)", "Annotations",
	    "La treizième réunion du Groupe de travail sur la coopération internationale s’ouvrira "
	    "le ",
	    "lundi 23 mai 2022, à 10 heures",
	    "Répercussions de la pandémie de maladie à coronavirus (COVID-19) sur l’organisation "
	    "des "
	    "travaux",
	    "En raison des contraintes de temps imposées par le recours à une plateforme "
	    "d’interprétation à distance, la durée des séances hybrides est limitée à deux heures. "
	    "Ainsi, s’il était nécessaire de tenir des séances hybrides, il faudrait procéder à "
	    "une "
	    "légère modification de l’ordre du jour.",
	    "Documentation",
	    "Document de référence établi par le Secrétariat sur l’application de la Convention",
	    "Pour les annotations sur ce point, voir le point 3 de l’ordre du jour provisoire du "
	    "Groupe "
	    "de travail sur la coopération internationale, ci-dessus.",
	    "Annexe", "Projet d’organisation des travaux", "Date et heure",
	    "Point de l’ordre du jour", "Intitulé ou description", "10 heures-13 heures",
	    "15 heures-18 heures", "(suite)",
	    "Le présent document n’a pas été revu par les services "
	    "d’édition.",
	    "1 a)", "1.", "2.", "a)", "b)" },
	[DAIS_LANG_EN] = { "United Nations", "Annotated provisional agendas",
	    "Conference of the Parties to the United Nations Convention against Transnational "
	    "Organized Crime",
	    "Distr.: General", "14 February 2022", "", "Original: English",
	    "Working Group on International Cooperation",
	    "Working Group of Government Experts on Technical Assistance", "Thirteenth meeting",
	    "Vienna, 23–27 May 2022", "Organizational matters", "Opening of the meeting",
	    "Adoption of the agenda and organization of work",
	    "Transfer of sentenced persons (article 17 of the Organized Crime Convention)",
	    "Application of the Organized Crime Convention for preventing and combating "
	    "transnational "
	    "organized crimes that affect the environment",
	    "(common item)", "Annotations",
	    "The thirteenth meeting of the Working Group on International Cooperation will be "
	    "opened on ",
	    "Monday, 23 May 2022, at 10 a.m.",
	    "Impact of the coronavirus disease (COVID-19) pandemic on the organization of work",
	    "Owing to the time constraints linked to the use of a remote interpretation platform, "
	    "the "
	    "duration of hybrid meetings is limited to two hours. Should hybrid meetings be "
	    "necessary, "
	    "the organization of work would have to be slightly modified.",
	    "Documentation",
	    "Background paper prepared by the Secretariat on the application of the Convention",
	    "For the annotations on this item, see item 3 of the provisional agenda of the Working "
	    "Group on International Cooperation, above.",
	    "Annex", "Proposed organization of work", "Date and time", "Agenda item",
	    "Title or description", "10 a.m.–1 p.m.", "3–6 p.m.", "(continued)",
	    "The present document has not been formally edited.", "1 (a)", "1.", "2.", "(a)",
	    "(b)" },
	[DAIS_LANG_ES] = { "Naciones Unidas", "Programas provisionales anotados",
	    "Conferencia de las Partes en la Convención de las Naciones Unidas contra la "
	    "Delincuencia "
	    "Organizada Transnacional",
	    "Distr. general", "14 de febrero de 2022", "Español", "Original: inglés",
	    "Grupo de Trabajo sobre Cooperación Internacional",
	    "Grupo de Trabajo de Expertos Gubernamentales sobre Asistencia Técnica", "13ª reunión",
	    "Viena, 23 a 27 de mayo de 2022", "Cuestiones de organización",
	    "Apertura de la reunión", "Aprobación del programa y organización de los trabajos",
	    "Traslado de personas condenadas a cumplir una pena (artículo 17 de la Convención "
	    "contra la "
	    "Delincuencia Organizada)",
	    "Aplicación de la Convención contra la Delincuencia Organizada para prevenir y "
	    "combatir los "
	    "delitos organizados transnacionales que afectan al medio ambiente",
	    "(tema común)", "Anotaciones",
	    "La 13ª reunión del Grupo de Trabajo sobre Cooperación Internacional se inaugurará el ",
	    "lunes 23 de mayo de 2022 a las 10.00 horas",
	    "Consecuencias de la pandemia de enfermedad por coronavirus (COVID-19)",
	    "Debido a las limitaciones de tiempo que impone el uso de una plataforma de "
	    "interpretación "
	    "a distancia, la duración de las sesiones híbridas se limita a dos horas.",
	    "Documentación",
	    "Documento de antecedentes preparado por la Secretaría sobre la aplicación de la "
	    "Convención",
	    "En relación con este tema, véase el tema 3 del programa provisional del Grupo de "
	    "Trabajo "
	    "sobre Cooperación Internacional.",
	    "Anexo", "Proyecto de organización de los trabajos", "Fecha y hora",
	    "Tema del programa", "Título o descripción", "10.00 a 13.00 horas",
	    "15.00 a 18.00 horas", "(continuación)",
	    "El presente documento no ha sido objeto de revisión editorial.", "1 a)", "1.", "2.",
	    "a)", "b)" },
	[DAIS_LANG_RU] = { "Организация Объединенных Наций",
	    "Аннотированные предварительные повестки дня",
	    "Конференция участников Конвенции Организации Объединенных Наций против "
	    "транснациональной "
	    "организованной преступности",
	    "Distr.: General", "14 February 2022", "Russian", "Original: English",
	    "Рабочая группа по международному сотрудничеству",
	    "Рабочая группа правительственных экспертов по технической помощи",
	    "Тринадцатое совещание", "Вена, 23–27 мая 2022 года", "Организационные вопросы",
	    "Открытие совещания", "Утверждение повестки дня и организация работы",
	    "Передача осужденных лиц (статья 17 Конвенции против организованной преступности)",
	    "Применение Конвенции против организованной преступности в целях предупреждения "
	    "транснациональных организованных преступлений, затрагивающих окружающую среду",
	    "(общий пункт)", "Аннотации",
	    "Тринадцатое совещание Рабочей группы по международному сотрудничеству откроется в ",
	    "понедельник, 23 мая 2022 года, в 10 ч. 00 м.",
	    "Последствия пандемии коронавирусного заболевания (COVID-19) для организации работы",
	    "Ввиду ограничений по времени, связанных с использованием платформы дистанционного "
	    "устного "
	    "перевода, продолжительность заседаний в смешанном формате ограничена двумя часами.",
	    "Документация",
	    "Справочный документ, подготовленный Секретариатом, о применении Конвенции",
	    "Аннотации к этому пункту см. в пункте 3 предварительной повестки дня Рабочей группы "
	    "по "
	    "международному сотрудничеству выше.",
	    "Приложение", "Предлагаемая организация работы", "Дата и время", "Пункт повестки дня",
	    "Название или описание", "10 ч. 00 м. – 13 ч. 00 м.", "15 ч. 00 м. – 18 ч. 00 м.",
	    "(продолжение)", "Настоящий документ официально не редактировался.", "1 a)", "1.", "2.",
	    "a)", "b)" },
	[DAIS_LANG_ZH] = { "联合国", "临时议程和说明", "联合国打击跨国有组织犯罪公约缔约方会议",
	    "Distr.: General", "14 February 2022", "Chinese", "Original: English", "国际合作工作组",
	    "技术援助问题政府专家工作组", "第十三次会议", "2022年5月23日至27日，维也纳", "组织事项",
	    "会议开幕", "通过议程和工作安排", "被判刑人员的移管（《打击有组织犯罪公约》第十七条）",
	    "适用《打击有组织犯罪公约》预防和打击影响环境的跨国有组织犯罪", "（共同项目）", "说明",
	    "国际合作工作组第十三次会议将于", "2022年5月23日星期一上午10时",
	    "2019冠状病毒病（COVID-19）大流行对工作安排的影响",
	    "由于使用远程口译平台造成的时间限制，混合形式会议的时长限于两个小时。因此，如有必要举行"
	    "混合形"
	    "式的会议，将需要对工作安排稍作修改。秘书处正在密切关注局势，并将适时提供关于工作安排的"
	    "最新情"
	    "况，但须经扩大主席团核准。",
	    "文件", "秘书处编写的关于适用《公约》的背景文件",
	    "关于本项目的说明，见上文国际合作工作组临时议程项目3。", "附件", "拟议工作安排",
	    "日期和时间", "议程项目", "标题或说明", "上午10时至下午1时", "下午3时至6时", "（续）",
	    "本文件未经正式编辑。", "1(a)", "1.", "2.", "(a)", "(b)" },
	[DAIS_LANG_AR] = { "الأمم المتحدة", "جدولا الأعمال المؤقَّتان المشروحان",
	    "مؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة المنظَّمة عبر الوطنية",
	    "Distr.: General", "14 February 2022", "Arabic", "Original: English",
	    "الفريق العامل المعني بالتعاون الدولي",
	    "فريق الخبراء الحكوميين العامل المعني بالمساعدة التقنية", "الاجتماع الثالث عشر",
	    "فيينا، 23-27 أيار/مايو 2022", "المسائل التنظيمية", "افتتاح الاجتماع",
	    "إقرار جدول الأعمال وتنظيم الأعمال",
	    "نقل الأشخاص المحكوم عليهم (المادة 17 من اتفاقية الجريمة المنظَّمة)",
	    "تطبيق اتفاقية الجريمة المنظَّمة من أجل منع الجرائم المنظَّمة عبر الوطنية التي تؤثر على "
	    "البيئة "
	    "ومكافحتها",
	    "(بند مشترك)", "الشروح",
	    "سوف يُفتتح الاجتماع الثالث عشر للفريق العامل المعني بالتعاون الدولي يوم ",
	    "الاثنين 23 أيار/مايو 2022، الساعة 10/00", "تأثير جائحة مرض فيروس كورونا (كوفيد-19)",
	    "نظراً لضيق الوقت المرتبط باستخدام منصة للترجمة الشفوية عن بُعد، تقتصر مدة الجلسات "
	    "المختلطة على "
	    "ساعتين. وإذا لزم عقد جلسات مختلطة، فسوف يتعيَّن تعديل تنظيم الأعمال تعديلاً طفيفاً.",
	    "الوثائق", "ورقة معلومات أساسية من إعداد الأمانة عن تطبيق الاتفاقية",
	    "للاطلاع على الشروح المتعلقة بهذا البند، انظر البند 3 من جدول الأعمال المؤقَّت للفريق "
	    "العامل "
	    "المعني بالتعاون الدولي أعلاه.",
	    "مرفق", "تنظيم الأعمال المقترح", "التاريخ والوقت", "بند جدول الأعمال",
	    "العنوان أو الوصف", "10/00-13/00", "15/00-18/00", "(تابع)",
	    "لم تُحرَّر هذه الوثيقة تحريراً رسمياً.", "1 (أ)", "1-", "2-", "(أ)", "(ب)" },
};
