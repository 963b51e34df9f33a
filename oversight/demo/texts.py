"""What cells write: reasons, strengths, shortcomings, aims. Chosen by a seeded generator."""

import random

from .cells import DemoCell

# Criterion code → reasons as meetings write them. The committee's own second content differs.
REASONS: dict[str, tuple[str, ...]] = {
    "1.1": (
        "chương trình công tác tháng ban hành chậm 3 ngày so với quy chế",
        "kế hoạch thực hiện nghị quyết mới chưa cụ thể hóa chỉ tiêu của từng bộ phận",
        "chưa rà soát, bổ sung nhiệm vụ cấp trên giao giữa tháng vào kế hoạch",
    ),
    "1.2": (
        "một nhiệm vụ trong nghị quyết chưa ghi rõ người chịu trách nhiệm chính",
        "chưa kiểm điểm việc thực hiện nghị quyết tháng trước",
        "thời hạn hoàn thành của hai đầu việc phải lùi sang tháng sau",
    ),
    "1.3": (
        "một chỉ tiêu chuyên môn đạt 92% so với kế hoạch tháng",
        "báo cáo chuyên đề gửi Sở chậm 2 ngày",
        "giải ngân nguồn sự nghiệp chậm so với tiến độ đã đăng ký",
        "một việc đột xuất hoàn thành chậm do phối hợp giữa các bộ phận chưa tốt",
    ),
    "1.4": (
        "chưa tổ chức được buổi sinh hoạt học tập và làm theo Bác theo kế hoạch",
        "bản đăng ký nêu gương của hai đảng viên nộp chậm",
        "tuyên truyền trên trang thông tin nội bộ chưa thường xuyên",
    ),
    "1.5": (
        "hồ sơ công việc điện tử mới lập được khoảng 80%",
        "chưa hoàn thành việc phân công lại nhiệm vụ khi có cán bộ nghỉ chế độ",
        "sổ theo dõi đảng viên chưa cập nhật trên phần mềm",
    ),
    "1.6": (
        "còn hai lượt cán bộ đi họp muộn",
        "phương án phòng cháy, chữa cháy cập nhật chậm theo yêu cầu",
        "niêm yết công khai theo quy chế dân chủ chưa đầy đủ",
    ),
    "1.7": (
        "kế hoạch giám sát chuyên đề quý triển khai chậm một tuần",
        "chưa kết luận xong một kiến nghị của viên chức",
        "báo cáo tự kiểm tra gửi chậm",
    ),
    "1.8": (
        "tiến độ một nhiệm vụ trọng tâm năm chậm so với kế hoạch",
        "công đoàn bộ phận chưa hoàn thành một chỉ tiêu thi đua quý",
    ),
    "2.1": (
        "kế hoạch sinh hoạt chuyên đề quý ban hành chậm",
        "báo cáo kết quả chuyên đề gửi Đảng ủy chậm 4 ngày",
        "chương trình kiểm tra, giám sát phải điều chỉnh mốc thời gian",
    ),
    "2.2": (
        "tài liệu sinh hoạt gửi đảng viên trước chưa đủ 3 ngày",
        "chi ủy họp chuẩn bị gấp, chưa lường hết nội dung thảo luận",
        "buổi sinh hoạt phải lùi một ngày so với lịch cố định",
    ),
    "2.3": (
        "ý kiến thảo luận còn ít, tập trung ở một số đồng chí",
        "phần thông tin thời sự kéo dài, còn ít thời gian thảo luận việc của chi bộ",
        "chưa phổ biến kịp một hướng dẫn mới của cấp trên",
    ),
    "2.4": (
        "kết luận buổi sinh hoạt chưa ghi rõ người thực hiện",
        "biên bản hoàn thiện sau họp 5 ngày",
        "nghị quyết tháng chưa ra bằng văn bản",
    ),
    "2.5": (
        "chưa nắm kịp tâm tư của viên chức khi thay đổi vị trí việc làm",
        "chưa biểu dương được gương đảng viên tiêu biểu trong tháng",
    ),
    "2.6": (
        "đánh giá chất lượng sinh hoạt còn nể nang",
        "phiếu đánh giá chất lượng sinh hoạt thiếu ý kiến của một tổ đảng",
    ),
    "3.1": (
        "một khuyết điểm sau kiểm điểm cuối năm chưa khắc phục xong",
        "công việc đột phá đã đăng ký chậm một mốc trung gian",
        "tự phê bình và phê bình trong sinh hoạt còn chung chung",
    ),
    "3.2": (
        "nhận xét cán bộ hằng tháng của một bộ phận còn dàn đều",
        "phối hợp giữa hai bộ phận có lúc chưa thống nhất, đã rút kinh nghiệm",
    ),
    "3.3": (
        "một đảng viên đi muộn nhiều lần, chi bộ đã nhắc nhở",
        "một đảng viên chưa đeo thẻ, chưa chấp hành nghiêm nội quy cơ quan",
        "còn đồng chí ra ngoài trong giờ làm việc chưa báo cáo",
    ),
    "3.4": (
        "một kiến nghị nội bộ giải quyết chậm so với thời hạn tự đặt ra",
        "thông tin về việc sắp xếp nhân sự chưa kịp thời, còn băn khoăn",
    ),
    "4.1": (
        "hai đảng viên chưa nộp bài thu hoạch học tập nghị quyết đúng hạn",
        "tỷ lệ đảng viên dự học tập nghị quyết trực tuyến đạt 94%",
    ),
    "4.2": (
        "một đồng chí tiếp thu góp ý còn chậm, chi bộ đã trao đổi",
        "thực hành tiết kiệm điện, văn phòng phẩm chưa đạt mức khoán",
    ),
    "4.3": (
        "một đảng viên vắng sinh hoạt không báo cáo trước",
        "hai đảng viên nộp đảng phí chậm sang tháng sau",
        "một đảng viên chưa lấy xác nhận của cấp ủy nơi cư trú",
    ),
    "4.4": (
        "một đảng viên hoàn thành nhiệm vụ được giao chậm 5 ngày",
        "chất lượng tham mưu một văn bản còn phải sửa nhiều lần",
        "hai đảng viên chưa hoàn thành chỉ tiêu cá nhân đã đăng ký",
    ),
}

REASONS_OF_COMMITTEE: dict[str, tuple[str, ...]] = REASONS | {
    "2.1": (
        "hai đồng chí cấp ủy viên chưa báo cáo kết quả dự sinh hoạt chi bộ",
        "chương trình kiểm tra, giám sát quý ban hành chậm",
    ),
    "2.2": (
        "thông báo kết luận sau kỳ họp ban hành chậm 3 ngày",
        "kỳ họp của Ủy ban Kiểm tra Đảng ủy lùi so với lịch",
    ),
    "2.3": ("tự phê bình và phê bình trong kỳ họp còn ít ý kiến",),
    "2.4": ("tài liệu kỳ họp gửi cấp ủy viên chưa đủ thời gian nghiên cứu",),
    "2.5": ("báo cáo sơ kết gửi cấp trên chậm 2 ngày",),
}

_BEGINNINGS = (
    "Hoàn thành tốt việc {}.",
    "Chủ động {}, đúng tiến độ.",
    "Lãnh đạo {} đạt kết quả tốt, được Sở ghi nhận.",
    "Tập trung {}; hoàn thành trước thời hạn.",
    "Đã {} theo kế hoạch, bảo đảm chất lượng.",
)
_PARTY_LIFE = (
    "Sinh hoạt đúng ngày, đảng viên dự đủ, ý kiến thảo luận sôi nổi.",
    "Duy trì nền nếp chi ủy họp trước, tài liệu gửi trước cho đảng viên.",
    "Thông tin thời sự ngắn gọn, dành nhiều thời gian bàn nhiệm vụ của chi bộ.",
    "Kết luận rõ người, rõ việc, rõ thời hạn; kiểm điểm lại ở kỳ sau.",
    "Đảng viên trẻ tích cực phát biểu, nhiều ý kiến sát công việc.",
    "Thực hiện nghiêm tự phê bình và phê bình, không khí thẳng thắn.",
)
_MEMBERS = (
    "Nội bộ đoàn kết, đảng viên chấp hành tốt nội quy, kỷ luật phát ngôn.",
    "Đảng viên gương mẫu, nhận việc khó, giúp quần chúng cùng hoàn thành nhiệm vụ.",
    "Giới thiệu một quần chúng ưu tú đi học lớp nhận thức về Đảng.",
    "Thu nộp đảng phí đủ, đúng hạn; giữ mối liên hệ tốt với nơi cư trú.",
    "100% đảng viên hoàn thành nhiệm vụ được phân công trong tháng.",
    "",
)
_SHORTCOMINGS = (
    "Việc ghi nghị quyết và biên bản có lúc còn sơ lược.",
    "Phối hợp giữa các bộ phận chưa nhịp nhàng, còn chờ việc của nhau.",
    "Một số đảng viên ít phát biểu trong sinh hoạt.",
    "Ứng dụng công nghệ thông tin trong quản lý hồ sơ đảng viên còn chậm.",
    "Tài liệu sinh hoạt gửi chưa thật sớm để đảng viên nghiên cứu.",
    "Công tác phát triển đảng viên mới chưa đạt chỉ tiêu quý.",
    "Theo dõi việc khắc phục sau kiểm điểm chưa thường xuyên.",
    "Chưa nhân rộng kịp thời cách làm tốt của tổ đảng.",
    "Tiến độ một nhiệm vụ còn phụ thuộc vào kinh phí được cấp.",
    "",
    "",
)
_AFTER_FAILURE = (
    "Chưa hoàn thành chỉ tiêu trọng tâm của tháng; chi bộ thống nhất phân công lại, hằng tuần"
    " kiểm điểm tiến độ.",
    "Để xảy ra việc đảng viên vi phạm nội quy cơ quan; đã kiểm điểm trước chi bộ và có kế hoạch"
    " khắc phục trong tháng sau.",
    "Báo cáo, kết luận nhiều việc chậm; chi bộ không nhận mức đạt, yêu cầu chi ủy khắc phục ngay.",
)
_GOOD_PRACTICE = (
    "Bảng “rõ người, rõ việc” treo tại phòng họp, cập nhật sau mỗi kỳ sinh hoạt.",
    "Mỗi kỳ sinh hoạt dành 10 phút cho một đảng viên trẻ giới thiệu sáng kiến.",
    "Gửi tài liệu sinh hoạt qua nhóm chung trước 5 ngày, đảng viên gửi ý kiến trước bằng văn bản.",
    "Sinh hoạt chuyên đề tại di tích lịch sử gắn với giáo dục truyền thống.",
    "Đảng viên nhận kèm cặp một viên chức mới trong ba tháng đầu.",
    "Đôi bạn học tập: đảng viên cao tuổi truyền nghề cho đảng viên trẻ.",
    "Nhật ký việc tốt của chi bộ, đọc lại ở buổi sinh hoạt cuối quý.",
)
NO_MEETING = (
    "Quá nửa đảng viên đi công tác phục vụ sự kiện của tỉnh, không đủ số người để họp",
    "Chi bộ tham gia đợt phòng, chống bão; đã xin ý kiến Đảng ủy lùi nội dung sang kỳ sau",
)

_AIMS = (
    (
        "Hoàn thành 100% nhiệm vụ được giao, trọng tâm là {}; không có việc quá hạn.",
        "Hoàn thành vượt ít nhất hai chỉ tiêu kế hoạch năm; làm tốt việc {}.",
    ),
    (
        "12/12 tháng sinh hoạt đúng kỳ; mỗi quý một chuyên đề; tài liệu gửi trước 3 ngày.",
        "Sinh hoạt định kỳ đúng ngày mùng 3; kết luận rõ người, rõ việc; ra nghị quyết khi cần.",
    ),
    (
        "Không có đảng viên vi phạm; không có đơn thư vượt cấp; khắc phục xong khuyết điểm sau"
        " kiểm điểm trong quý II.",
        "Giữ đoàn kết nội bộ; thực hiện nghiêm quy chế làm việc; trả lời kiến nghị trong 5 ngày.",
    ),
    (
        "100% đảng viên hoàn thành tốt nhiệm vụ trở lên; kết nạp ít nhất một đảng viên.",
        "100% đảng viên đăng ký việc làm theo Bác; giới thiệu hai quần chúng ưu tú.",
    ),
)

EMULATION_TITLE = {
    "cell": "Chi bộ trong sạch, vững mạnh",
    "committee": "Đảng bộ trong sạch, vững mạnh",
}


def strengths(cell: DemoCell, dice: random.Random) -> str:
    """What went well this month: the cell's own work, its meetings, its members."""
    parts = [
        dice.choice(_BEGINNINGS).format(dice.choice(cell.works)),
        dice.choice(_PARTY_LIFE),
        dice.choice(_MEMBERS),
    ]
    return " ".join(part for part in parts if part)


def shortcomings(dice: random.Random, *, failed: bool) -> str:
    """What did not go well; some months nothing is written."""
    return dice.choice(_AFTER_FAILURE if failed else _SHORTCOMINGS)


def good_practice(dice: random.Random) -> str:
    """Every fourth month or so a practice worth spreading."""
    return dice.choice(_GOOD_PRACTICE) if dice.random() < 0.25 else ""


def aims(cell: DemoCell, dice: random.Random) -> tuple[str, str, str, str]:
    """The aims of a registration for the four contents."""
    work = dice.choice(cell.works)
    first, second, third, fourth = (dice.choice(options).format(work) for options in _AIMS)
    return first, second, third, fourth


def review_contents(cell: DemoCell, dice: random.Random) -> tuple[str, str, str, str]:
    """The four contents of a self-review in words."""
    done = dice.sample(cell.works, 3)
    return (
        f"Trong năm đã {done[0]}; {done[1]}; {done[2]}. Các nhiệm vụ trong chương trình công tác"
        " đều hoàn thành, không có việc quá hạn kéo dài.",
        "Sinh hoạt định kỳ đúng quy định, có bốn kỳ sinh hoạt chuyên đề. "
        + dice.choice(_PARTY_LIFE),
        "Nội bộ đoàn kết, thực hiện nghiêm quy chế làm việc; không có đơn thư vượt cấp.",
        "Đảng viên chấp hành tốt chủ trương, pháp luật. " + dice.choice(_MEMBERS[:5]),
    )


def breakthrough_result(dice: random.Random) -> str:
    """How the breakthrough work ended."""
    return dice.choice(
        (
            "Đã hoàn thành trước thời hạn đăng ký, được đơn vị áp dụng thường xuyên.",
            "Hoàn thành trong quý IV; còn một phần việc duy trì sang năm sau.",
            "Cơ bản hoàn thành, đạt khoảng 90% khối lượng đã đăng ký.",
        )
    )
