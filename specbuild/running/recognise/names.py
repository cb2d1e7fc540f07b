"""What people call columns and arrays, in small letters and with `_` between words."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURE = _words("""
    target label labels tags class classes y category outcome ground_truth truth gt output answer dependent
""")  # what is to be predicted, the surest first
LIKELY = _words("""
    species survived diagnosis churn churned exited attrition sentiment spam is_spam fraud is_fraud isfraud default defaulted quality price
    saleprice sale_price median_house_value medv cultivar variety type kind result status grade rating score stars disease cancer income
    language lang emotion topic intent genre strength mpg charges salary response clicked converted subscribed deposit approved loan_status
    risk polarity toxic malware attack subject_class activity gesture
""")  # what often is to be predicted, the likeliest first
CLASSES = frozenset(
    _words("""
    label labels class classes category species cultivar variety type kind activity gesture language genre topic
""")
)  # classes, even where they are written as numbers
TAGS = frozenset(_words("tags labels attributes keywords categories findings"))  # several in a cell, with blanks or commas between
TEXTS = frozenset(
    _words("""
    text texts sentence sentences message messages review reviews review_text reviewtext body content comment comment_text tweet tweets
    question question_text document doc headline title abstract description utterance query post sms phrase article news statement full_text
    email prompt
""")
)
NAMES = frozenset(_words("name names full_name title_and_name address street ticket city company file filename path"))  # no texts
TIMES = frozenset(
    _words("""
    time t date datum fecha datetime timestamp ts ds year month week day hour minute second seconds step period quarter epoch
    time_s time_ms date_time
    observation_date frame sample_time unix when
""")
)
FORECAST = _words("""
    y target value close adj_close price load demand sales passengers temperature temp ot count cnt total
""")  # what is forecast, the likeliest first
IDS = frozenset(
    _words("""
    id index idx row row_id rownames rowid uid uuid key no nr number record_id sample_id customer_id customerid passengerid user_id
    patient_id instance_id
""")
)  # what names or numbers rows
GROUPS = frozenset(_words("group subject subject_id patient patient_id person speaker user user_id site family_id fold"))  # in rows
WEIGHTS = frozenset(_words("sample_weight sample_weights row_weight case_weight weights"))  # how much a row counts
PARTS = frozenset(_words("part split subset set fold partition usage"))  # the ready-made part of a row
SERIES = frozenset(
    _words("""
    id series series_id sample sample_id unit case subject case_id record recording trial session instance seq sequence sequence_id item_id
    unique_id group index key window file
""")
)  # which series a step is of
GAPS = frozenset(
    _words("""
    - -- --- . .. none unknown missing nil n.a. #n/a #value! #div/0! undefined tbd inf -inf #null! #name? #ref! #num! (null) na n/a nan nat
    null
""")
)  # cells among numbers that mean a gap
X = _words("""
    x data images image features inputs input samples series signals frames videos clips volumes audio texts arr_0
""")  # arrays of samples, the likeliest first
Y = _words("y labels label target targets classes class output outputs arr_1")  # arrays of labels, the likeliest first
