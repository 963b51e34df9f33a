"""The cells of the demo with their people and the work that their reports speak of.

Names of organisations are those of a real committee; every person is invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoCell:
    """A cell: name, members, its secretary, and the work its reports speak of."""

    code: str
    name: str
    official: int
    probationary: int
    secretary: str
    position: str
    clerk: str
    breakthrough: tuple[str, str]
    works: tuple[str, ...]
    printed_name: str = ""
    """Where its name breaks on a letterhead; empty where even lines part no words."""


CELLS = (
    DemoCell(
        "CB01",
        "Chi bộ Văn phòng Sở",
        23,
        1,
        "Nguyễn Thị Thanh Hà",
        "Bí thư",
        "Đỗ Minh Khuê",
        (
            "Xử lý 100% văn bản đến của Sở trên môi trường mạng, không còn hồ sơ giấy luân chuyển",
            "Rút thời gian trình ký văn bản từ 3 ngày xuống còn 1 ngày làm việc",
        ),
        (
            "tham mưu lịch công tác và kiểm điểm tiến độ của lãnh đạo Sở",
            "số hóa hồ sơ lưu trữ các năm trước",
            "chuẩn bị cơ sở vật chất cho hội nghị giao ban toàn ngành",
            "tiếp và trả lời đúng hạn kiến nghị gửi qua cổng thông tin",
            "tham mưu quy chế chi tiêu nội bộ sửa đổi",
            "rà soát thủ tục hành chính, cắt giảm thành phần hồ sơ",
            "phục vụ đoàn kiểm tra công tác cải cách hành chính",
            "tổ chức diễn tập phòng cháy, chữa cháy tại trụ sở",
        ),
    ),
    DemoCell(
        "CB02",
        "Chi bộ Tổ chức – Kế hoạch tài chính",
        16,
        1,
        "Trần Quốc Tuấn",
        "Bí thư",
        "Lê Thị Mai Phương",
        (
            "Hoàn thành đề án vị trí việc làm cho tất cả đơn vị sự nghiệp trực thuộc",
            "Công khai quyết toán quý trước ngày 15 của tháng đầu quý sau",
        ),
        (
            "thẩm định dự toán của các đơn vị sự nghiệp",
            "hoàn thiện hồ sơ nâng bậc lương định kỳ",
            "rà soát quy hoạch cán bộ lãnh đạo các đơn vị",
            "quyết toán kinh phí chương trình mục tiêu quốc gia",
            "tham mưu phương án sắp xếp các đơn vị sự nghiệp",
            "tổ chức xét thăng hạng viên chức",
            "kiểm tra việc mua sắm, quản lý tài sản công",
        ),
        "CHI BỘ TỔ CHỨC –\nKẾ HOẠCH TÀI CHÍNH",
    ),
    DemoCell(
        "CB03",
        "Chi bộ Thanh tra – Pháp chế",
        9,
        0,
        "Phạm Văn Hưng",
        "Bí thư",
        "Vũ Thị Lan Anh",
        (
            "Giải quyết dứt điểm các vụ việc khiếu nại tồn từ năm trước",
            "Mỗi quý một chuyên đề pháp luật cho cơ sở kinh doanh dịch vụ văn hóa",
        ),
        (
            "thanh tra hoạt động quảng cáo ngoài trời",
            "kiểm tra cơ sở kinh doanh karaoke sau khi được cấp lại phép",
            "thẩm định dự thảo quy định về quản lý lễ hội",
            "xử lý đơn phản ánh về dịch vụ lưu trú",
            "rà soát văn bản quy phạm pháp luật hết hiệu lực",
            "phối hợp kiểm tra liên ngành dịp lễ hội đầu năm",
        ),
    ),
    DemoCell(
        "CB04",
        "Chi bộ Quản lý văn hóa – Di sản – Gia đình",
        17,
        1,
        "Hoàng Thị Bích Ngọc",
        "Phó Bí thư",
        "Bùi Đức Thắng",
        (
            "Hoàn thành hồ sơ khoa học đề nghị ghi danh một di sản văn hóa phi vật thể",
            "Lắp đặt mã QR thuyết minh tại toàn bộ di tích xếp hạng quốc gia",
        ),
        (
            "hướng dẫn tổ chức lễ hội đầu xuân an toàn, tiết kiệm",
            "kiểm tra tu bổ di tích bằng nguồn xã hội hóa",
            "tổ chức Ngày Gia đình Việt Nam 28/6",
            "thẩm định hồ sơ xếp hạng di tích cấp tỉnh",
            "khảo sát nghệ nhân đề nghị phong tặng danh hiệu",
            "triển khai phong trào toàn dân đoàn kết xây dựng đời sống văn hóa",
            "tập huấn công tác gia đình cho cán bộ cơ sở",
        ),
        "CHI BỘ QUẢN LÝ\nVĂN HÓA – DI SẢN – GIA ĐÌNH",
    ),
    DemoCell(
        "CB05",
        "Chi bộ Quản lý thể dục, thể thao",
        15,
        0,
        "Ngô Đình Long",
        "Bí thư",
        "Đặng Thị Hồng Nhung",
        (
            "Đưa ít nhất 5 điểm du lịch lên bản đồ số có hướng dẫn bằng hai thứ tiếng",
            "Mỗi huyện có ít nhất một câu lạc bộ thể thao cơ sở hoạt động thường xuyên",
        ),
        (
            "tổ chức Ngày chạy Olympic vì sức khỏe toàn dân",
            "tuyển chọn vận động viên năng khiếu các bộ môn",
            "kiểm tra điều kiện kinh doanh bể bơi trước mùa hè",
            "đăng cai giải vô địch trẻ khu vực",
            "thẩm định, xếp hạng cơ sở lưu trú du lịch",
            "hướng dẫn các khu, điểm du lịch bảo đảm an toàn mùa cao điểm",
            "phối hợp tổ chức tuần du lịch của tỉnh",
        ),
    ),
    DemoCell(
        "CB06",
        "Chi bộ Bảo tàng tỉnh",
        21,
        1,
        "Đinh Thị Thu Hiền",
        "Bí thư",
        "Phan Anh Dũng",
        (
            "Trưng bày số 200 hiện vật tiêu biểu phục vụ học sinh toàn tỉnh",
            "Số hóa toàn bộ phiếu hiện vật kho gốm",
        ),
        (
            "trưng bày chuyên đề “Tết xưa”",
            "kiểm kê, bảo quản kho hiện vật hữu cơ",
            "tiếp nhận sưu tập hiện vật do nhân dân hiến tặng",
            "đón các đoàn học sinh trải nghiệm “Em làm nhà khảo cổ”",
            "phối hợp khai quật khảo cổ đúng phương án đã duyệt",
            "nâng cấp hệ thống chiếu sáng phòng trưng bày",
            "biên soạn sách ảnh giới thiệu cổ vật",
        ),
    ),
    DemoCell(
        "CB07",
        "Chi bộ Thư viện tỉnh",
        20,
        1,
        "Lương Thị Kim Oanh",
        "Phó Bí thư",
        "Tạ Quang Huy",
        (
            "Xe thư viện lưu động đến 100% trường tiểu học vùng xa",
            "Liên thông mục lục với thư viện các trường trung học phổ thông",
        ),
        (
            "tổ chức Ngày sách và Văn hóa đọc Việt Nam",
            "luân chuyển sách về thư viện xã và tủ sách đồn biên phòng",
            "số hóa tài liệu địa chí",
            "mở cửa phục vụ ngoài giờ trong mùa thi",
            "tổ chức cuộc thi Đại sứ Văn hóa đọc",
            "bổ sung sách nói cho người khiếm thị",
            "tập huấn nghiệp vụ cho thư viện cơ sở",
        ),
    ),
    DemoCell(
        "CB08",
        "Chi bộ Nhà hát Chèo",
        26,
        1,
        "Trịnh Xuân Bách",
        "Bí thư",
        "Mai Thị Tuyết",
        (
            "Dựng mới một vở chèo đề tài lịch sử địa phương, công diễn trước tháng 9",
            "Đưa chèo vào 20 trường trung học cơ sở dưới hình thức sân khấu học đường",
        ),
        (
            "biểu diễn phục vụ nhân dân dịp Tết Nguyên đán",
            "phục dựng trích đoạn chèo cổ",
            "tham dự liên hoan chèo toàn quốc",
            "lưu diễn phục vụ đồng bào vùng sâu",
            "truyền nghề cho diễn viên trẻ",
            "biểu diễn gây quỹ ủng hộ đồng bào vùng bão lũ",
            "dàn dựng chương trình nghệ thuật kỷ niệm ngày thành lập tỉnh",
        ),
    ),
    DemoCell(
        "CB09",
        "Chi bộ Trung tâm Văn hóa nghệ thuật",
        28,
        2,
        "Vương Đức Mạnh",
        "Bí thư",
        "Cao Thị Thúy Hằng",
        (
            "Hợp nhất bộ máy, ổn định hoạt động của trung tâm trong quý IV",
            "Mỗi tháng một buổi biểu diễn miễn phí tại quảng trường",
        ),
        (
            "tổ chức hội diễn nghệ thuật quần chúng",
            "tuyên truyền lưu động về xây dựng nông thôn mới",
            "mở lớp năng khiếu hè cho thiếu nhi",
            "trang trí khánh tiết các ngày lễ lớn",
            "tổ chức liên hoan tuyên truyền ca khúc cách mạng",
            "chiếu phim phục vụ khu công nghiệp và vùng xa",
            "tập huấn hạt nhân văn nghệ cơ sở",
        ),
    ),
    DemoCell(
        "CB10",
        "Chi bộ Trung tâm Phát hành phim và Chiếu bóng",
        28,
        1,
        "Hồ Thị Minh Châu",
        "Bí thư",
        "Trương Công Định",
        (
            "Chiếu phim lưu động đủ 12 buổi ở mỗi xã vùng xa",
            "Bàn giao tài sản, hồ sơ đầy đủ khi sắp xếp lại trung tâm",
        ),
        (
            "chiếu phim lưu động phục vụ vùng xa",
            "tổ chức đợt phim chào mừng các ngày lễ lớn",
            "bảo dưỡng máy chiếu, phương tiện lưu động",
            "kiểm kê tài sản phục vụ sắp xếp đơn vị",
            "chiếu phim cho học sinh dịp hè",
        ),
        "CHI BỘ TRUNG TÂM\nPHÁT HÀNH PHIM\nVÀ CHIẾU BÓNG",
    ),
    DemoCell(
        "CB11",
        "Chi bộ Trường Trung cấp Văn hóa nghệ thuật",
        21,
        1,
        "Nguyễn Hữu Phước",
        "Bí thư",
        "Lý Thị Ánh Tuyết",
        (
            "Mở ngành đào tạo mới: tổ chức sự kiện văn hóa",
            "90% học sinh tốt nghiệp có việc làm trong 6 tháng",
        ),
        (
            "tuyển sinh và khai giảng năm học mới",
            "tổ chức thi tốt nghiệp các ngành múa, thanh nhạc",
            "ký kết hợp tác đào tạo với đoàn nghệ thuật",
            "biểu diễn báo cáo kết quả học kỳ",
            "kiểm định chất lượng chương trình đào tạo",
            "bồi dưỡng giáo viên dạy nhạc cụ dân tộc",
        ),
        "CHI BỘ TRƯỜNG TRUNG CẤP\nVĂN HÓA NGHỆ THUẬT",
    ),
    DemoCell(
        "CB12",
        "Chi bộ Trung tâm Xúc tiến du lịch",
        7,
        0,
        "Quách Thị Diệu Linh",
        "Bí thư",
        "Hà Văn Sơn",
        (
            "Xây dựng ba tuyến du lịch kết nối làng nghề",
            "Ra mắt cổng thông tin du lịch bằng ba thứ tiếng",
        ),
        (
            "tham gia hội chợ du lịch quốc tế",
            "đón đoàn lữ hành khảo sát tuyến, điểm mới",
            "sản xuất phim ngắn quảng bá mùa vải chín",
            "tổ chức cuộc thi ảnh du lịch",
            "tập huấn thuyết minh viên tại điểm",
            "cập nhật cơ sở dữ liệu du lịch của tỉnh",
        ),
    ),
)
