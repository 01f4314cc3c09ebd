package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
  private static @Nullable String of(String text) {
    return Detector.read(text).language();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | We moved our servers to a new home last week, and nobody noticed anything.
          de | Wir haben unsere Server letzte Woche umgezogen, und niemand hat etwas gemerkt.
          fr | Nous avons déplacé nos serveurs la semaine dernière et personne ne l'a remarqué.
          es | La semana pasada trasladamos nuestros servidores y nadie se dio cuenta de nada.
          pt | Na semana passada mudamos os nossos servidores de lugar e ninguém percebeu nada.
          gl | A semana pasada cambiamos os nosos servidores de sitio e ninguén se decatou de nada.
          ca | La setmana passada vam traslladar els nostres servidors i ningú no se n'ha adonat.
          nl | Vorige week hebben we onze servers verhuisd en niemand heeft er iets van gemerkt.
          it | La settimana scorsa abbiamo spostato i nostri server e nessuno se n'è accorto.
          sv | Förra veckan flyttade vi våra servrar till ett nytt hem, och ingen märkte någonting.
          da | I sidste uge flyttede vi vores servere til et nyt sted, og ingen lagde mærke til noget.
          nb | Forrige uke flyttet vi tjenerne våre til et nytt sted, og ingen merket noen ting.
          fi | Viime viikolla siirsimme palvelimemme uuteen paikkaan, eikä kukaan huomannut mitään.
          pl | W zeszłym tygodniu przenieśliśmy nasze serwery i nikt niczego nie zauważył.
          cs | Minulý týden jsme přestěhovali naše servery a nikdo si ničeho nevšiml.
          sk | Minulý týždeň sme presťahovali naše servery a nikto si nič nevšimol.
          sl | Prejšnji teden smo preselili naše strežnike in nihče ni ničesar opazil.
          hr | Prošli tjedan preselili smo naše poslužitelje na novo mjesto i nitko ništa nije primijetio.
          sr | Прошле недеље смо преселили наше сервере на ново место и нико ништа није приметио.
          hu | A múlt héten elköltöztettük a szervereinket, és senki sem vett észre semmit.
          ro | Săptămâna trecută am mutat serverele noastre și nimeni nu a observat nimic.
          tr | Geçen hafta sunucularımızı yeni bir yere taşıdık ve kimse bir şey fark etmedi.
          id | Minggu lalu kami memindahkan server kami ke tempat baru dan tidak ada yang menyadarinya.
          vi | Tuần trước chúng tôi đã chuyển máy chủ đến một nơi mới và không ai nhận ra điều gì.
          ru | На прошлой неделе мы перенесли наши серверы, и никто ничего не заметил вообще.
          uk | Минулого тижня ми перенесли наші сервери, і ніхто взагалі нічого не помітив.
          bg | Миналата седмица преместихме нашите сървъри на ново място и никой нищо не забеляза.
          el | Την περασμένη εβδομάδα μεταφέραμε τους διακομιστές μας και κανείς δεν το κατάλαβε.
          ja | 先週サーバーを新しい場所に移しましたが、誰も何も気づきませんでした。とても静かな引っ越しでした。
          zh | 上周我们把服务器搬到了新的地方，没有任何人注意到这件事情。这次搬家非常安静而且顺利，大家都很满意。
          zh | 上週我們把伺服器搬到了新的地方，沒有任何人注意到這件事情，大家都很滿意。
          ko | 지난주에 서버를 새로운 곳으로 옮겼는데 아무도 눈치채지 못했습니다.
          ar | نقلنا خوادمنا الأسبوع الماضي إلى مكان جديد ولم يلاحظ أحد أي شيء على الإطلاق.
          fa | هفته گذشته سرورهای خود را به جای جدیدی منتقل کردیم و هیچ کس متوجه چیزی نشد.
          he | בשבוע שעבר העברנו את השרתים שלנו למקום חדש ואף אחד לא שם לב לכלום.
          hi | पिछले हफ्ते हमने अपने सर्वर एक नई जगह पर ले गए और किसी ने कुछ भी नहीं देखा।
          th | สัปดาห์ที่แล้วเราย้ายเซิร์ฟเวอร์ไปยังที่ใหม่และไม่มีใครสังเกตเห็นอะไรเลย
          """)
  void knowsWhatATextIsIn(String language, String text) {
    assertThat(of(text)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | How we built our garden
          en | The quiet joy of maps
          de | Warum ich wieder Briefe schreibe
          de | Ein neuer Server im Keller
          fr | Pourquoi nous aimons les cartes
          es | Cómo cuidar un jardín pequeño
          pt | Como não perder o trem
          it | Perché amo le vecchie mappe
          nl | Waarom ik weer brieven schrijf
          sv | Varför jag skriver brev igen
          da | Hvad gør vi nu ved byen
          nb | Hvorfor jeg skriver brev nå
          fi | Miksi kirjoitan taas kirjeitä nyt
          pl | Dlaczego znowu piszę długie listy
          cs | Proč zase píšu dlouhé dopisy
          sk | Prečo znova píšem dlhé listy
          hu | Miért írok újra hosszú leveleket
          ro | De ce scriu din nou scrisori
          tr | Neden yeniden uzun mektuplar yazıyorum
          id | Mengapa saya menulis surat lagi
          vi | Vì sao tôi lại viết thư
          ru | Почему я снова пишу письма
          uk | Чому я знову пишу листи
          bg | Защо отново пиша дълги писма
          sr | Зашто поново пишем дуга писма
          el | Γιατί γράφω ξανά μεγάλα γράμματα
          ja | また手紙を書く理由
          zh | 我为什么又开始写信
          ko | 내가 다시 편지를 쓰는 이유
          ar | لماذا أكتب الرسائل من جديد
          fa | چرا دوباره نامه می نویسم
          he | למה אני שוב כותב מכתבים
          """)
  void titlesOfFiveWordsAreEnough(String language, String title) {
    assertThat(of(title)).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Release 1.2",
        "Kubernetes",
        "12:30",
        "¯\\_(ツ)_/¯",
        "https://a.example/how-we-built-the-garden",
        "int main(void) { return 0; }",
        "🎉🎉🎉"
      })
  void doesNotGuess(String text) {
    assertThat(of(text)).isNull();
  }

  @Test
  void namesAndProgramsAreNoProse() {
    assertThat(of("Wie ich getUserById() in the_old_way und in https://the.example/of/my"))
        .isEqualTo("de");
    assertThat(of("Настройка Kubernetes Ingress Controller на сервере")).isEqualTo("ru");
    assertThat(of("Spring BootアプリをDockerで動かす")).isEqualTo("ja");
    assertThat(of("江湖客栈 was added, and it is the best of them")).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          - | Release 1.2 | -
          fr | Release 1.2 | fr
          de | 🎉 | de
          de | How we built our garden, and what came of it | en
          en | Wie wir unseren Garten angelegt haben und was daraus wurde | de
          ms | Cara memasak nasi di rumah | ms
          - | Cara memasak nasi di rumah | id
          hr | Sve najbolje | hr
          bs | Sve najbolje | bs
          sr | Sve najbolje | sr
          no | Hva gjør du nå | nb
          nn | Kva | nn
          ja | 東京大学 | ja
          zh | 東京大学 | zh
          """)
  void shortTextsAreInWhatIsExpected(
      @Nullable String expected, String text, @Nullable String language) {
    Map<String, Double> others = expected == null ? Map.of() : Map.of(expected, 3.0);
    assertThat(Detector.read(text).language(others)).isEqualTo(language);
  }

  @Test
  void manyMayAskAtOnce() throws Exception {
    String german = "Wir haben unsere Server letzte Woche umgezogen.";
    String french = "Nous avons déplacé nos serveurs la semaine dernière.";
    Callable<@Nullable String> one = () -> of(german);
    Callable<@Nullable String> other = () -> of(french);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var asked =
          threads.invokeAll(
              IntStream.range(0, 400).mapToObj(i -> i % 2 == 0 ? one : other).toList());
      for (int i = 0; i < asked.size(); i++) {
        assertThat(asked.get(i).get()).isEqualTo(i % 2 == 0 ? "de" : "fr");
      }
    }
  }
}
